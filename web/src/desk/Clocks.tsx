import type { Clock, State, Ticket } from '../api/types';
import { absolute, exact, span } from '../i18n/format';
import { t } from '../i18n/desk';
import { second } from '../lib/clock';
import { Icon, type IconName } from '../ui/Icon';

type Tone = 'quiet' | 'success' | 'warning' | 'danger';

export interface Reading {
  tone: Tone;
  icon: IconName;
  text: string;
  /** When it is or was due, or why it stands. */
  more?: string;
  title?: string;
}

/** A clock without a target only counts, for the reports. */
const hasTarget = (clock: Clock): boolean => clock.target_seconds != null;

/** Why the clocks that pause do: the state that the ticket is in says so. */
function pauseWords(state: State): string {
  if (state === 'waiting_customer' || state === 'on_hold' || state === 'scheduled') return t(`clock.pause.${state}`);
  return t('clock.pause.unnamed');
}

export function readClock(clock: Clock, state: State, now: number): Reading | null {
  if (!hasTarget(clock)) return null;
  // A clock that has ended has no due time any more, but a breach keeps the moment of the target.
  const target = clock.due_at ?? clock.breached_at;
  const due = target == null ? null : Date.parse(target);
  const title = due === null ? {} : { title: t('clock.due', { date: absolute(due) }) };
  switch (clock.status) {
    case 'met':
      return { tone: 'success', icon: 'check', text: t('clock.met'), ...title };
    case 'paused':
      return {
        tone: 'quiet',
        icon: 'pause',
        text: clock.remaining_seconds == null ? t('clock.paused') : t('clock.paused_left', { time: span(clock.remaining_seconds * 1_000) }),
        more: pauseWords(state),
      };
    case 'breached':
    case 'active': {
      if (due === null) return null;
      const left = due - now;
      // Time goes on between two looks at the server: what is past due here is late, whatever the last answer said.
      if (clock.status === 'breached' || left < 0) {
        const end = clock.ended_at == null ? now : Date.parse(clock.ended_at);
        const time = span(Math.max(0, end - due));
        return { tone: 'danger', icon: 'alert', text: t('clock.late', { time }), more: t('clock.since', { date: exact(due) }), ...title };
      }
      const risk = clock.warned_at != null;
      return {
        tone: risk ? 'warning' : 'quiet',
        icon: risk ? 'hourglass' : 'clock',
        text: t('clock.left', { time: span(left) }),
        more: risk ? t('clock.risk_line', { date: exact(due) }) : t('clock.due_line', { date: exact(due) }),
        ...title,
      };
    }
    default:
      return null;
  }
}

/** The service-level clocks, counting. They are no live region: a countdown read aloud each second helps nobody. */
export function Clocks({ ticket }: { ticket: Ticket }) {
  const now = second.value;
  return (
    <ul class="clocks" aria-label={t('clocks')}>
      {ticket.clocks.map((clock) => {
        const reading = readClock(clock, ticket.state, now);
        return (
          reading && (
            <li key={`${clock.metric} ${clock.instance}`} class={`chip chip-${reading.tone}`} title={reading.title}>
              <Icon name={reading.icon} size={13} />
              <span class="clock-metric">{t(`metric.${clock.metric}`)}</span>
              <span class="clock-time">{reading.text}</span>
              {reading.more && <span class="clock-more">{reading.more}</span>}
            </li>
          )
        );
      })}
    </ul>
  );
}
