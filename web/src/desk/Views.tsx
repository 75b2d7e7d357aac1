import type { View, ViewId } from '../api/types';
import { number } from '../i18n/format';
import { t } from '../i18n/desk';
import { t as tm } from '../i18n/mail';
import type { IconName } from '../ui/Icon';
import { drawerShown } from './keyboard';
import { RailLink } from './RailLink';
import { ADDRESSES_AT_FIRST, atTickets, HELD_AT_FIRST, REPORTS_AT_FIRST, route } from './route';
import { mayOversee, mayWork, teamName, views } from './store/directory';
import { held, waiting } from './store/held';

const ICONS: Record<ViewId, IconName> = {
  my_open: 'customer',
  unassigned: 'inbox',
  all_open: 'layers',
  recently_resolved: 'check',
  team: 'team',
  spam: 'spam',
};

export function viewName(view: ViewId, team: string | null): string {
  return view === 'team' ? teamName(team ?? '') : t(`view.${view}`);
}

export function Views() {
  const all = views.value;
  const own = all?.filter((view) => view.id !== 'team') ?? null;
  const teams = all?.filter((view) => view.id === 'team') ?? [];
  return (
    <>
      {drawerShown.value && <div class="drawer-back" onClick={() => (drawerShown.value = false)} />}
      <nav class={`views ${drawerShown.value ? 'views-open' : ''}`} aria-label={t('views')}>
        {own === null ? <ViewsSkeleton /> : <ul>{own.map((view) => <ViewLink key={view.id} view={view} />)}</ul>}
        {teams.length > 0 && (
          <>
            <h2 class="views-title">{t('teams')}</h2>
            <ul>
              {teams.map((view) => (
                <ViewLink key={view.team} view={view} />
              ))}
            </ul>
          </>
        )}
        {mayWork.value && <MailLinks />}
        {mayOversee.value && (
          <>
            <h2 class="views-title">{t('oversight')}</h2>
            <RailLink patch={{ reports: REPORTS_AT_FIRST, mail: null }} icon="chart" name={t('reports')} />
          </>
        )}
      </nav>
    </>
  );
}

function ViewLink({ view }: { view: View }) {
  const team = view.team ?? null;
  const name = view.id === 'team' ? view.name : t(`view.${view.id}`);
  const current = atTickets.value && route.value.view === view.id && route.value.team === team;
  const patch = { view: view.id, team, ticket: null, q: '', pane: 'talk', mail: null } as const;
  return (
    <li>
      <RailLink patch={patch} icon={ICONS[view.id]} name={name} current={current}>
        {view.count != null && view.count > 0 && <span class="view-count">{number(view.count)}</span>}
      </RailLink>
    </li>
  );
}

/** What waits outside of the queues, which somebody has to look at before its time is over. */
function MailLinks() {
  const page = route.value.mail?.page;
  const count = waiting(held.value ?? []);
  return (
    <>
      <h2 class="views-title">{tm('mail')}</h2>
      <ul>
        <li>
          <RailLink patch={{ mail: HELD_AT_FIRST }} icon="mail" name={tm('held')} current={page === 'held'}>
            {count > 0 && <span class="view-count">{number(count)}</span>}
          </RailLink>
        </li>
        <li>
          <RailLink patch={{ mail: ADDRESSES_AT_FIRST }} icon="customer" name={tm('addresses')} current={page === 'addresses'} />
        </li>
      </ul>
    </>
  );
}

function ViewsSkeleton() {
  return (
    <div aria-hidden="true">
      {[70, 56, 62, 80].map((width) => (
        <div class="view" key={width}>
          <span class="bone view-bone" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
