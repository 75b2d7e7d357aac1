import type { TicketSummary } from '../api/types';
import { absolute, brief, relative } from '../i18n/format';
import { t } from '../i18n/desk';
import { moment } from '../lib/clock';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { ACTIVE, PriorityMark, StateLabel } from './marks';
import { nobodyWords, sentence, waitingBecause } from './nobody';
import { atTickets, follow, formatRoute, type Route, route } from './route';
import { agentName } from './store/directory';

export type Alarm = 'at_risk' | 'breached';

/** What is over needs no alarm any more; what has fallen due since the last look at the server does. */
export function alarmOf(ticket: TicketSummary, now: number): Alarm | null {
  if (!ACTIVE.includes(ticket.state)) return null;
  if (ticket.sla_status === 'breached' || (ticket.due_at != null && Date.parse(ticket.due_at) < now)) return 'breached';
  return ticket.sla_status === 'at_risk' ? 'at_risk' : null;
}

interface Props {
  ticket: TicketSummary;
  /** The list to open it in, where that is another than the one that is shown. */
  among?: Partial<Route>;
}

export function TicketRow({ ticket, among = {} }: Props) {
  const open = atTickets.value && route.value.ticket === ticket.number;
  const alarm = alarmOf(ticket, moment.value);
  const because = waitingBecause(ticket);
  const patch = { ...among, ticket: ticket.number, pane: 'talk' } as const;
  return (
    <li class={`row ${alarm ? `row-${alarm}` : ''} ${open ? 'row-open' : ''}`}>
      <a
        class="row-link"
        data-number={ticket.number}
        href={formatRoute({ ...route.value, ...patch })}
        aria-current={open ? 'true' : undefined}
        onClick={(event) => follow(event, patch)}
      >
        <span class="row-priority" title={t(`priority.${ticket.priority}`)}>
          <PriorityMark priority={ticket.priority} />
          <span class="sr">{t('row.priority', { priority: t(`priority.${ticket.priority}`) })}</span>
        </span>
        <span class="row-subject" dir="auto">
          {ticket.subject}
        </span>
        <Due ticket={ticket} alarm={alarm} />
        <span class="row-facts">
          <span class="row-number">#{ticket.number}</span>
          <span class="row-customer">{ticket.customer_name}</span>
          <StateLabel state={ticket.state} />
          <span class="row-assignee" title={ticket.assignee ? agentName(ticket.assignee) : t('unassigned')}>
            {ticket.assignee ? <Avatar name={agentName(ticket.assignee)} kind="agent" size="small" /> : <span class="nobody" />}
            <span class="sr">
              {ticket.assignee ? t('row.assignee', { name: agentName(ticket.assignee) }) : t('unassigned')}
            </span>
          </span>
        </span>
        {because && (
          <span class="waiting">
            <Icon name="customer" size={13} />
            {sentence(nobodyWords(because))}
          </span>
        )}
      </a>
    </li>
  );
}

/** When the next target falls due, or that one was missed; where nothing is promised, when something last happened. */
function Due({ ticket, alarm }: { ticket: TicketSummary; alarm: Alarm | null }) {
  const now = moment.value;
  const { due_at } = ticket;
  if (due_at == null && alarm === null) {
    return (
      <time class="row-due" dateTime={ticket.updated_at} title={t('row.updated', { date: absolute(ticket.updated_at) })}>
        {brief(now - Date.parse(ticket.updated_at))}
      </time>
    );
  }
  const left = due_at == null ? null : Date.parse(due_at) - now;
  const word = alarm === 'breached' ? t('row.missed') : alarm === 'at_risk' ? t('row.at_risk') : '';
  return (
    <time class={`row-due ${alarm ? `due-${alarm}` : ''}`} dateTime={due_at ?? undefined} title={titleOf(word, due_at ?? null, left)}>
      <Icon name={alarm === 'breached' ? 'alert' : alarm === 'at_risk' ? 'hourglass' : 'clock'} size={13} />
      <span aria-hidden="true">{dueWords(left, word, alarm)}</span>
      <span class="sr">{[word, due_at == null ? '' : dueSentence(relative(due_at, now), left)].filter(Boolean).join('. ')}</span>
    </time>
  );
}

/** A missed target beside one that is still ahead is named; how late something is says it by itself. */
function dueWords(left: number | null, word: string, alarm: Alarm | null): string {
  if (left === null) return word;
  if (left < 0) return t('late', { time: brief(left) });
  return alarm === 'breached' ? `${word} · ${brief(left)}` : brief(left);
}

const dueSentence = (date: string, left: number | null): string =>
  left !== null && left < 0 ? t('row.was_due', { date }) : t('row.due', { date });

function titleOf(word: string, dueAt: string | null, left: number | null): string {
  return [word, dueAt === null ? '' : dueSentence(absolute(dueAt), left)].filter(Boolean).join('. ');
}
