import type { Clock, Ticket } from '../api/types';
import { absolute, exact } from '../i18n/format';
import { t } from '../i18n/desk';
import { moment, second } from '../lib/clock';
import { Icon } from '../ui/Icon';
import { applyPolicy } from './actions';
import { readClock } from './Clocks';
import { zoneName } from './moments';

/** What was promised for this ticket, by which policy, and how each promise stands. */
export function ServiceLevel({ ticket, fixed }: { ticket: Ticket; fixed: boolean }) {
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
      {running && <p class="level-note">{t('level.zone', { zone: zoneName(moment.value) })}</p>}
      {!fixed && <ApplyAnew ticket={ticket} />}
    </section>
  );
}

/** A ticket keeps the version of its policy that it was given; this is the way to today's. */
function ApplyAnew({ ticket }: { ticket: Ticket }) {
  return (
    <div class="level-apply">
      <p id="apply-text">{t('level.apply.text')}</p>
      <button type="button" class="button" aria-describedby="apply-text" onClick={() => void applyPolicy(ticket)}>
        <Icon name="reopen" size={14} />
        {t('level.apply')}
      </button>
    </div>
  );
}

function Line({ clock, ticket }: { clock: Clock; ticket: Ticket }) {
  const reading = readClock(clock, ticket.state, second.value);
  if (reading === null) return null;
  return (
    <li class={`level level-${reading.tone}`} title={reading.title}>
      <Icon name={reading.icon} size={14} />
      <span class="level-metric">{t(`metric.${clock.metric}`)}</span>
      <span class="level-time">{reading.text}</span>
      <span class="level-more">{[reading.more, t(`hours.${clock.hours}`)].filter(Boolean).join(' · ')}</span>
    </li>
  );
}
