import { useEffect, useRef } from 'preact/hooks';
import { t, tn } from '../i18n/desk';
import { Icon } from '../ui/Icon';
import { type Conflict, conflict as current } from './store/write';
import { EventLines } from './Thread';
import { bodyOf } from './words';

/** Somebody was faster. Says what they did, and leaves the decision to the agent; the draft is where it was. */
export function ConflictBanner({ conflict }: { conflict: Conflict }) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => element.current?.focus(), [conflict]);
  const told = conflict.since.filter((entry) => !entry.event.type.startsWith('Clock'));
  const texts = told.flatMap((entry) => bodyOf(entry.event) ?? []);
  return (
    <section class="conflict" role="alert" tabIndex={-1} ref={element} aria-labelledby="conflict-title">
      <div class="conflict-head">
        <Icon name="alert" size={18} />
        <div>
          <h2 id="conflict-title">{tn('conflict.title', told.length)}</h2>
          <p>{conflict.failed}</p>
        </div>
      </div>
      <ul class="conflict-since">
        <EventLines entries={told} />
      </ul>
      {texts.map((text) => (
        <blockquote key={text} class="conflict-text">
          {text}
        </blockquote>
      ))}
      <div class="conflict-actions">
        <button type="button" class="button" onClick={() => (current.value = null)}>
          {t('conflict.review')}
        </button>
        <button
          type="button"
          class="button button-primary"
          onClick={() => {
            current.value = null;
            void conflict.again();
          }}
        >
          {conflict.kind === 'text' ? t('conflict.send') : t('conflict.change')}
        </button>
      </div>
    </section>
  );
}
