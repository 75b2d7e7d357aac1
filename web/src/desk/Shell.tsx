import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Me } from '../api/types';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { t as tm } from '../i18n/mail';
import { every } from '../lib/poll';
import { AwayDialog } from './AwayDialog';
import { MailDoor, ReportsDoor, SettingsDoor } from './Door';
import { Header } from './Header';
import { Help } from './Help';
import { awayShown, helpShown, keyDown } from './keyboard';
import { atTickets, route } from './route';
import { mayWork, refreshAgents, refreshCounts } from './store/directory';
import { loadFileLimits } from './store/files';
import { loadHeld } from './store/held';
import { loadList } from './store/list';
import { load } from './store/tickets';
import { TicketList } from './TicketList';
import { TicketPane } from './TicketPane';
import { Toasts } from './Toasts';
import { Views, viewName } from './Views';

const REFRESH_MS = 20_000;
const AGENTS_MS = 60_000;

/** The three columns. Below a width only one is seen: the ticket if one is open, else the list. */
export function Shell({ me }: { me: Me }) {
  const { view, team, ticket, settings, reports, mail } = route.value;

  useEffect(() => {
    void loadList();
  }, [view, team]);

  useEffect(() => {
    if (ticket !== null) void load(ticket);
  }, [ticket]);

  useEffect(() => {
    void refreshCounts();
    void loadFileLimits();
    const lookAtHeld = () => mayWork.value && void loadHeld();
    lookAtHeld();
    const stops = [
      every(REFRESH_MS, () => {
        void loadList();
        void refreshCounts();
        const open = route.value.ticket;
        if (open !== null) void load(open);
      }),
      every(AGENTS_MS, () => {
        void refreshAgents();
        lookAtHeld();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);

  // Before the first paint: a key that is pressed as soon as the page is seen must do something.
  useLayoutEffect(() => {
    document.addEventListener('keydown', keyDown);
    return () => document.removeEventListener('keydown', keyDown);
  }, []);

  const title =
    settings !== null ? t('settings')
    : reports !== null ? t('reports')
    : mail !== null ? tm(mail.page)
    : ticket === null ? viewName(view, team)
    : `#${ticket}`;
  useEffect(() => {
    document.title = `${title} · ${t('desk')}`;
  }, [title]);

  return (
    <div class={`desk ${ticket === null ? 'desk-list-shown' : 'desk-ticket-shown'}`}>
      <a class="skip" href="#tickets">
        {tc('skip')}
      </a>
      <Header me={me} />
      {settings !== null && <SettingsDoor />}
      {settings === null && reports !== null && <ReportsDoor />}
      {settings === null && reports === null && mail !== null && <MailDoor />}
      {atTickets.value && (
        <>
          <Views />
          <main class="work">
            <TicketList />
            <TicketPane />
          </main>
        </>
      )}
      <Toasts />
      {helpShown.value && <Help />}
      {awayShown.value && <AwayDialog onClose={() => (awayShown.value = false)} />}
    </div>
  );
}
