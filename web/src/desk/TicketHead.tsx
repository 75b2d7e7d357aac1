import { useState } from 'preact/hooks';
import type { Resolution, State } from '../api/types';
import { t } from '../i18n/desk';
import { Icon } from '../ui/Icon';
import { type Item, Menu } from '../ui/Menu';
import { Picker } from '../ui/Picker';
import { claim, markSpam, restore, revokeLink, setState } from './actions';
import { Clocks } from './Clocks';
import { ACTIVE, StateMark } from './marks';
import { RevokeDialog } from './RevokeDialog';
import { go, route } from './route';
import { StateDialog } from './StateDialog';
import { mayWork, me } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { toast } from './store/toasts';

export function TicketHead({ open, stale }: { open: OpenTicket; stale: boolean }) {
  const { ticket, allowed_states, allowed } = open;
  const [asking, setAsking] = useState<'resolved' | 'scheduled' | null>(null);
  const [revoking, setRevoking] = useState(false);
  const mine = ticket.assignee === me.value?.id;

  function pick(state: State) {
    if (state === 'resolved' || state === 'scheduled') setAsking(state);
    else void setState(ticket, state);
  }

  async function copyLink() {
    await navigator.clipboard.writeText(location.href);
    toast('success', t('done.copied'));
  }

  const items: Item[] = [{ label: t('copy_link'), icon: 'copy', act: () => void copyLink() }];
  if (mayWork.value) items.push({ label: t('revoke'), icon: 'link', act: () => setRevoking(true) });
  if (allowed.restore) items.push({ label: t('restore'), icon: 'reopen', act: () => void restore(ticket) });
  if (allowed.spam) items.push({ label: t('spam'), icon: 'spam', danger: true, act: () => void markSpam(ticket) });

  return (
    <header class="ticket-head">
      <div class="ticket-line">
        <button type="button" class="icon-button ticket-back" aria-label={t('back')} onClick={() => go({ ticket: null, pane: 'talk' })}>
          <Icon name="arrowLeft" size={18} />
        </button>
        <span class="ticket-number">#{ticket.number}</span>
        <h1 class="ticket-subject" dir="auto" title={ticket.subject}>
          {ticket.subject}
        </h1>
        <div class="ticket-tools">
          {allowed.change && !mine && ACTIVE.includes(ticket.state) && (
            <button type="button" class="button" aria-label={t('claim')} aria-keyshortcuts="c" onClick={() => void claim(ticket)}>
              <Icon name="hand" />
              <span>{t('claim')}</span>
            </button>
          )}
          <Menu label={t('more')} items={items}>
            <Icon name="dots" size={18} />
          </Menu>
        </div>
      </div>
      <div class="ticket-line ticket-chips">
        <Picker
          class="picker-pill"
          label={t('state')}
          value={ticket.state}
          disabled={!allowed.change || allowed_states.length === 0}
          options={[ticket.state, ...allowed_states.filter((state) => state !== ticket.state)].map((state) => ({
            value: state,
            label: t(`state.${state}`),
            mark: <StateMark state={state} />,
          }))}
          onPick={pick}
        />
        <Clocks clocks={ticket.clocks} />
        {stale && (
          <span class="chip chip-warning" role="status">
            <Icon name="alert" size={13} />
            {t('ticket.stale')}
          </span>
        )}
        <div class="segmented pane-switch" role="group" aria-label={t('pane')}>
          {(['talk', 'facts'] as const).map((pane) => (
            <button key={pane} type="button" aria-pressed={route.value.pane === pane} onClick={() => go({ pane }, 'replace')}>
              {t(`pane.${pane}`)}
            </button>
          ))}
        </div>
      </div>
      {asking && (
        <StateDialog
          state={asking}
          onClose={() => setAsking(null)}
          onSet={(more: { resolution?: Resolution; until?: string }) => void setState(ticket, asking, more)}
        />
      )}
      {revoking && (
        <RevokeDialog name={open.customer.name} onClose={() => setRevoking(false)} onRevoke={() => void revokeLink(ticket)} />
      )}
    </header>
  );
}
