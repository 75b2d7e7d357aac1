import { useState } from 'preact/hooks';
import type { Reminder, Resolution, State } from '../api/types';
import { t } from '../i18n/desk';
import { exact } from '../i18n/format';
import { Icon } from '../ui/Icon';
import { type Item, Menu } from '../ui/Menu';
import { Picker } from '../ui/Picker';
import { claim, markSpam, restore, revokeLink, setState } from './actions';
import { Clocks } from './Clocks';
import { EscalateDialog } from './EscalateDialog';
import { askAbout, asking } from './keyboard';
import { ACTIVE, StateMark } from './marks';
import { nobodyWords, waitingBecause } from './nobody';
import { ReminderDialog } from './ReminderDialog';
import { RevokeDialog } from './RevokeDialog';
import { go, route } from './route';
import { StateDialog } from './StateDialog';
import { agentName, mayWork, me } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { toast } from './store/toasts';

export function TicketHead({ open, stale }: { open: OpenTicket; stale: boolean }) {
  const { ticket, allowed_states, allowed } = open;
  const [target, setTarget] = useState<'resolved' | 'scheduled' | null>(null);
  const [revoking, setRevoking] = useState(false);
  const mine = ticket.assignee === me.value?.id;
  const because = waitingBecause(ticket);
  const asked = asking.value?.ticket === ticket.number ? asking.value.what : null;

  function pick(state: State) {
    if (state === 'resolved' || state === 'scheduled') setTarget(state);
    else void setState(ticket, state);
  }

  async function copyLink() {
    await navigator.clipboard.writeText(location.href);
    toast('success', t('done.copied'));
  }

  const items: Item[] = [{ label: t('copy_link'), icon: 'copy', act: () => void copyLink() }];
  if (mayWork.value) items.push({ label: t('remind'), icon: 'bell', act: () => askAbout('reminder') });
  if (mayWork.value) items.push({ label: t('revoke'), icon: 'link', act: () => setRevoking(true) });
  if (allowed.restore) items.push({ label: t('restore'), icon: 'reopen', act: () => void restore(ticket) });
  if (allowed.spam) items.push({ label: t('spam'), icon: 'spam', danger: true, act: () => void markSpam(ticket) });

  return (
    <header class="ticket-head">
      <div class="ticket-line">
        <button type="button" class="icon-button ticket-back" aria-label={t('back')} onClick={() => go({ ticket: null, pane: 'talk' })}>
          <Icon name="arrowLeft" size={18} />
        </button>
        <div class="ticket-title">
          <span class="ticket-number">#{ticket.number}</span>
          <h1 class="ticket-subject" dir="auto" title={ticket.subject}>
            {ticket.subject}
          </h1>
        </div>
        <div class="ticket-tools">
          {allowed.change && !mine && ACTIVE.includes(ticket.state) && (
            <button type="button" class="button" aria-label={t('claim')} aria-keyshortcuts="c" onClick={() => void claim(ticket)}>
              <Icon name="hand" />
              <span>{t('claim')}</span>
            </button>
          )}
          {allowed.escalate && (
            <button type="button" class="button" aria-label={t('escalate')} aria-keyshortcuts="e" onClick={() => askAbout('escalate')}>
              <Icon name="stairs" />
              <span>{t('escalate')}</span>
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
        <Clocks ticket={ticket} />
        {ticket.reminder != null && <ReminderChip reminder={ticket.reminder} />}
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
      {because && (
        <p class="waiting waiting-head">
          <Icon name="customer" size={14} />
          {t('waiting', { why: nobodyWords(because) })}
        </p>
      )}
      {target && (
        <StateDialog
          state={target}
          onClose={() => setTarget(null)}
          onSet={(more: { resolution?: Resolution; until?: string }) => void setState(ticket, target, more)}
        />
      )}
      {asked === 'escalate' && <EscalateDialog open={open} onClose={() => (asking.value = null)} />}
      {asked === 'reminder' && <ReminderDialog ticket={ticket} onClose={() => (asking.value = null)} />}
      {revoking && (
        <RevokeDialog name={open.customer.name} onClose={() => setRevoking(false)} onRevoke={() => void revokeLink(ticket)} />
      )}
    </header>
  );
}

function ReminderChip({ reminder }: { reminder: Reminder }) {
  const date = exact(reminder.at);
  const words = reminder.agent === me.value?.id ? date : t('reminder.for', { date, agent: agentName(reminder.agent) });
  return (
    <button type="button" class="chip chip-button" disabled={!mayWork.value} onClick={() => askAbout('reminder')}>
      <Icon name="bell" size={13} />
      <span class="sr">{t('reminder')}</span>
      {words}
    </button>
  );
}
