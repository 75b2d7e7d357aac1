import type { Entry } from '../api/types';
import { t, tn } from '../i18n/desk';
import { Icon } from '../ui/Icon';
import { EventLines } from './Thread';

/** Everything that ever happened to the ticket, the newest first, clocks included. */
export function History({ timeline }: { timeline: Entry[] }) {
  return (
    <section class="facts-part">
      <details class="history">
        <summary>
          <Icon name="chevronRight" size={14} />
          <span class="facts-title">{t('history')}</span>
          <span class="history-count">{tn('history.count', timeline.length)}</span>
        </summary>
        <ul>
          <EventLines entries={[...timeline].reverse()} form="short" />
        </ul>
      </details>
    </section>
  );
}
