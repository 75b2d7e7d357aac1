import type { TicketSummary } from '../api/types';
import { absolute, brief, relative } from '../i18n/format';
import { t } from '../i18n/desk';
import { moment } from '../lib/clock';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { ACTIVE, PriorityMark, StateLabel } from './marks';
import { follow, formatRoute, route } from './route';
import { agentName } from './store/directory';

export function TicketRow({ ticket }: { ticket: TicketSummary }) {
  const open = route.value.ticket === ticket.number;
  // What is over needs no alarm any more.
  const alarm = ACTIVE.includes(ticket.state) ? `sla-${ticket.sla_status}` : '';
  const patch = { ticket: ticket.number, pane: 'talk' } as const;
  return (
    <li class={`row ${alarm} ${open ? 'row-open' : ''}`}>
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
        <Due ticket={ticket} />
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
      </a>
    </li>
  );
}

/** When the next target falls due; that one was missed; or, where no clock runs, when something last happened. */
function Due({ ticket }: { ticket: TicketSummary }) {
  const now = moment.value;
  if (ticket.due_at == null) {
    return (
      <time class="row-due" dateTime={ticket.updated_at} title={t('row.updated', { date: absolute(ticket.updated_at) })}>
        {brief(now - Date.parse(ticket.updated_at))}
      </time>
    );
  }
  const left = Date.parse(ticket.due_at) - now;
  const late = left < 0;
  return (
    <time
      class="row-due row-due-target"
      dateTime={ticket.due_at}
      title={late ? t('row.was_due', { date: absolute(ticket.due_at) }) : t('row.due', { date: absolute(ticket.due_at) })}
    >
      <Icon name={late ? 'alert' : 'clock'} size={13} />
      <span aria-hidden="true">{late ? t('late', { time: brief(left) }) : brief(left)}</span>
      <span class="sr">{late ? t('row.was_due', { date: relative(ticket.due_at, now) }) : t('row.due', { date: relative(ticket.due_at, now) })}</span>
    </time>
  );
}
