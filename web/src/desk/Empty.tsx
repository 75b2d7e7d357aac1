import type { ViewId } from '../api/types';
import { t } from '../i18n/desk';
import { go } from './route';

/** An empty view is mostly good news, and says so. */
export function Empty({ view }: { view: ViewId }) {
  return (
    <div class="empty">
      <Counter open={view !== 'my_open'} />
      <p class="empty-title">{t(`empty.${view}`)}</p>
      <p>{t(`empty.${view}.text`)}</p>
      {view === 'my_open' && (
        <button type="button" class="button" onClick={() => go({ view: 'unassigned', team: null })}>
          {t('empty.look_unassigned')}
        </button>
      )}
    </div>
  );
}

/** A counter with its bell: the window is open, or has its blind down for a coffee. */
export function Counter({ open }: { open: boolean }) {
  return (
    <svg class="counter" width="120" height="96" viewBox="0 0 120 96" fill="none" aria-hidden="true">
      <path class="counter-wall" d="M30 78V44a30 30 0 0 1 60 0v34" />
      {!open && <path class="counter-blind" d="M33 38h54M32 46h56M32 54h56M32 62h56" />}
      {open && <path class="counter-blind" d="M60 14v22M34 36h52" />}
      <path class="counter-sill" d="M18 78h84M26 84h68" />
      <path class="counter-bell" d="M50 76a10 10 0 0 1 20 0ZM60 64v-3" />
      {!open && <path class="counter-steam" d="M82 70v6h9v-6ZM91 71.500c3 0 3 3.500 0 3.500M84.500 66c0-2 2-2 2-4" />}
    </svg>
  );
}
