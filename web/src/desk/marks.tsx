import type { Priority, State } from '../api/types';
import { t } from '../i18n/desk';

/** Somebody still has to do something about it. Only such a ticket can be given to somebody. */
export const ACTIVE: readonly State[] = ['new', 'open', 'waiting_customer', 'on_hold', 'scheduled'];

const BARS: Record<Priority, number> = { low: 1, normal: 2, high: 3, critical: 3 };

/** Bars that rise with the priority. Critical is a sign of its own: it has to stand out by shape, not only by colour. */
export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === 'critical') {
    return (
      <svg class="mark priority-critical" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1" y="1" width="14" height="14" rx="4" fill="currentColor" />
        <path d="M8 4.3v4.4M8 11.4v.1" stroke="var(--surface)" stroke-width="1.8" stroke-linecap="round" />
      </svg>
    );
  }
  return (
    <svg class={`mark priority-${priority}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1.5 + bar * 5}
          y={10 - bar * 3.5}
          width="3"
          height={4.5 + bar * 3.5}
          rx="1"
          fill="currentColor"
          opacity={bar < BARS[priority] ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}

/** A ring that fills as the ticket nears its end. */
export function StateMark({ state }: { state: State }) {
  return <span class={`mark state-mark state-${state}`} aria-hidden="true" />;
}

export function StateLabel({ state }: { state: State }) {
  return (
    <span class="state">
      <StateMark state={state} />
      {t(`state.${state}`)}
    </span>
  );
}
