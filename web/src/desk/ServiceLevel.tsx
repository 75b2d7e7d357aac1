import type { Clock, Ticket } from '../api/types';
import { absolute, exact } from '../i18n/format';
import { t } from '../i18n/desk';
import { second } from '../lib/clock';
import { Icon } from '../ui/Icon';
import { pauseWords, readClock } from './Clocks';

/** What was promised for this ticket, by which policy, and how each promise stands. */
export function ServiceLevel({ ticket }: { ticket: Ticket }) {
  const level = ticket.service_level;
  const running = ticket.clocks.some((clock) => clock.target_seconds != null);
  if (!level && !running) return null;
  const name = level?.policy_name ?? level?.policy;
  return (
    <section class="facts-part" aria-label={t('clocks')}>
      <h2 class="facts-title">{t('clocks')}</h2>
      {level && (
        <p class="level-policy">
          {name ? (
            <>
              <Icon name="shield" size={14} />
              <span>{name}</span>
              <span class="level-revision">{t('level.revision', { revision: level.revision })}</span>
            </>
          ) : (
            t('level.none')
          )}
        </p>
      )}
      <ul class="levels">
        {ticket.clocks.map((clock) => (
          <Line key={`${clock.metric} ${clock.instance}`} clock={clock} ticket={ticket} />
        ))}
      </ul>
      {ticket.unanswered_since != null && <p class="level-note">{t('level.unanswered', { date: exact(ticket.unanswered_since) })}</p>}
      {ticket.state === 'resolved' && ticket.closes_at != null && (
        <p class="level-note">{t('level.closes', { date: absolute(ticket.closes_at) })}</p>
      )}
    </section>
  );
}

function Line({ clock, ticket }: { clock: Clock; ticket: Ticket }) {
  const reading = readClock(clock, second.value);
  if (reading === null) return null;
  return (
    <li class={`level level-${reading.tone}`} title={reading.title}>
      <Icon name={reading.icon} size={14} />
      <span class="level-metric">{t(`metric.${clock.metric}`)}</span>
      <span class="level-time">{reading.text}</span>
      <span class="level-more">
        {[t(`hours.${clock.hours}`), ...moments(clock, ticket)].join(' · ')}
      </span>
    </li>
  );
}

function moments(clock: Clock, ticket: Ticket): string[] {
  if (clock.breached_at != null) return [t('clock.since', { date: exact(clock.breached_at) })];
  if (clock.status === 'paused') return [pauseWords(ticket.state)];
  if (clock.due_at != null && clock.status === 'active') return [t('clock.due_line', { date: exact(clock.due_at) })];
  return [];
}
