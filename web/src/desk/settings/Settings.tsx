import '../../styles/settings.css';
import '../../styles/settings-condition.css';
import '../../styles/settings-fields.css';
import '../../styles/settings-history.css';
import '../../styles/settings-parts.css';
import '../../styles/settings-texts.css';
import type { FunctionComponent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t as tc } from '../../i18n/common';
import { t } from '../../i18n/settings';
import { problemWords } from '../../lib/words';
import { Icon, type IconName } from '../../ui/Icon';
import { drawerShown } from '../keyboard';
import { RailLink } from '../RailLink';
import { route, SETTINGS, type SettingsPage } from '../route';
import { mayAdminister, mayOversee } from '../store/directory';
import { Agents } from './Agents';
import { Calendars } from './Calendars';
import { draft, loadFailure, loadSettings } from './draft';
import { Forms } from './Forms';
import { History } from './History';
import { Mailboxes } from './Mailboxes';
import { Organisations } from './Organisations';
import { Policies } from './Policies';
import { Rules } from './Rules';
import { SaveBar } from './SaveBar';
import { Skills } from './Skills';
import { Teams } from './Teams';
import { Texts } from './Texts';
import { Transfer } from './Transfer';

const PAGES: Record<SettingsPage, { icon: IconName; Page: FunctionComponent }> = {
  policies: { icon: 'shield', Page: Policies },
  calendars: { icon: 'calendar', Page: Calendars },
  teams: { icon: 'team', Page: Teams },
  agents: { icon: 'customer', Page: Agents },
  skills: { icon: 'star', Page: Skills },
  organisations: { icon: 'layers', Page: Organisations },
  forms: { icon: 'note', Page: Forms },
  mailboxes: { icon: 'mail', Page: Mailboxes },
  texts: { icon: 'page', Page: Texts },
  rules: { icon: 'route', Page: Rules },
  history: { icon: 'history', Page: History },
  transfer: { icon: 'transfer', Page: Transfer },
};

/** How the desk is set up: all of it is one document, changed as a draft and saved as a whole. */
export function Settings() {
  const page = route.value.settings ?? 'policies';
  const shown = `${page} ${route.value.item === null}`;
  const may = mayOversee.value;
  useEffect(() => {
    if (may) void loadSettings();
  }, [may]);
  const content = useFocusOnTurn(shown);
  return (
    <>
      {drawerShown.value && <div class="drawer-back" onClick={() => (drawerShown.value = false)} />}
      <nav class={`views ${drawerShown.value ? 'views-open' : ''}`} aria-label={t('settings')}>
        <RailLink patch={{ settings: null, item: null }} icon="arrowLeft" name={t('back')} />
        <h2 class="views-title">{t('settings')}</h2>
        <ul>
          {SETTINGS.map((name) => (
            <NavLink key={name} page={name} current={name === page} />
          ))}
        </ul>
      </nav>
      <main class="settings" id="tickets">
        <div class="settings-page" ref={content} tabIndex={-1} key={shown}>
          {may ? <Content page={page} /> : <Refused />}
        </div>
        {may && draft.value !== null && <SaveBar />}
      </main>
    </>
  );
}

/** A link that was followed is gone with its page. Whoever uses the keyboard goes on at the top of the new one. */
function useFocusOnTurn(shown: string) {
  const content = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== shown) content.current?.focus();
    before.current = shown;
  }, [shown]);
  return content;
}

function Content({ page }: { page: SettingsPage }) {
  const { Page } = PAGES[page];
  if (draft.value !== null) {
    return (
      <>
        {!mayAdminister.value && (
          <p class="set-readonly">
            <Icon name="lock" size={14} />
            {t('read_only')}
          </p>
        )}
        <Page />
      </>
    );
  }
  if (loadFailure.value === null) return <Skeleton />;
  return (
    <div class="empty set-empty" role="alert">
      <p class="empty-title">{t('failed.load')}</p>
      <p>{problemWords(loadFailure.value)}</p>
      <button type="button" class="button button-primary" onClick={() => void loadSettings()}>
        {tc('retry')}
      </button>
    </div>
  );
}

function Refused() {
  return (
    <div class="empty set-empty">
      <Icon name="lock" size={28} />
      <p class="empty-title">{t('refused')}</p>
      <p>{t('refused.text')}</p>
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-busy="true">
      <p class="sr" role="status">
        {tc('loading')}
      </p>
      <span class="bone bone-heading" aria-hidden="true" />
      {[1, 2, 3, 4].map((row) => (
        <span key={row} class="bone bone-item" aria-hidden="true" />
      ))}
    </div>
  );
}

function NavLink({ page, current }: { page: SettingsPage; current: boolean }) {
  const patch = { settings: page, item: null };
  return (
    <li>
      <RailLink patch={patch} icon={PAGES[page].icon} name={t(`page.${page}`)} current={current} />
    </li>
  );
}
