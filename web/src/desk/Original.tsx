import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ask } from '../api/client';
import { type ApiError, asApiError } from '../api/problem';
import type { Original as Mail } from '../api/types';
import { t as tc } from '../i18n/common';
import { t as tm, tn as tmn } from '../i18n/mail';
import { problemWords } from '../lib/words';
import { Body } from '../ui/Body';
import { Icon } from '../ui/Icon';
import { mayAdminister } from './store/directory';
import { toast } from './store/toasts';

interface Props {
  ticket: string;
  seq: number;
  folded: boolean;
}

type Shown = { kind: 'closed' } | { kind: 'loading' } | { kind: 'failed'; error: ApiError } | { kind: 'open'; letter: Mail };

/** The mail as its sender made it, on demand. */
export function Original({ ticket, seq, folded }: Props) {
  const [shown, setShown] = useState<Shown>({ kind: 'closed' });

  async function load(images: boolean) {
    if (shown.kind !== 'open') setShown({ kind: 'loading' });
    try {
      const params = { path: { id: ticket, seq }, query: { images } };
      const letter = await ask(api.GET('/api/v1/desk/tickets/{id}/messages/{seq}/original', { params }));
      setShown({ kind: 'open', letter });
    } catch (error) {
      setShown({ kind: 'failed', error: asApiError(error) });
    }
  }

  async function source() {
    try {
      const { url } = await ask(api.GET('/api/v1/desk/tickets/{id}/messages/{seq}/source', { params: { path: { id: ticket, seq } } }));
      location.assign(url);
    } catch (error) {
      toast('error', tm('original.source.failed'), problemWords(asApiError(error)));
    }
  }

  const open = shown.kind === 'open';
  return (
    <div class="original">
      <div class="original-tools">
        <button
          type="button"
          class="link-button"
          aria-expanded={open}
          aria-busy={shown.kind === 'loading'}
          onClick={() => (open ? setShown({ kind: 'closed' }) : void load(false))}
        >
          {open ? tm('original.hide') : folded ? tm('original.show.folded') : tm('original.show')}
        </button>
        {mayAdminister.value && (
          <button type="button" class="link-button" onClick={() => void source()}>
            {tm('original.source')}
          </button>
        )}
      </div>
      {shown.kind === 'failed' && (
        <p class="original-failed" role="alert">
          {tm('original.failed')}: {problemWords(shown.error)}{' '}
          <button type="button" class="link-button" onClick={() => void load(false)}>
            {tc('retry')}
          </button>
        </p>
      )}
      {open && <Paper letter={shown.letter} onImages={() => void load(true)} />}
    </div>
  );
}

interface PaperProps {
  letter: Mail;
  onImages: () => void;
}

function Paper({ letter, onImages }: PaperProps) {
  return (
    <section class="paper" aria-label={tm('original.frame')}>
      <dl class="paper-head">
        {letter.headers.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {letter.blocked_images > 0 && (
        <p class="paper-blocked">
          <Icon name="shield" size={14} />
          <span>{tmn('original.blocked', letter.blocked_images)}</span>
          <button type="button" class="button" onClick={onImages}>
            {tm('original.images')}
          </button>
        </p>
      )}
      {letter.html == null ? (
        <Body text={letter.text} />
      ) : (
        <Letter html={letter.html} />
      )}
    </section>
  );
}

/** A page without an origin and with a policy of its own, `public/original.html`. Its links open elsewhere. */
function Letter({ html }: { html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  // What has no origin can not be named as the receiver.
  const show = () => frame.current?.contentWindow?.postMessage(html, '*');
  useEffect(show, [html]);
  return (
    <iframe
      ref={frame}
      class="paper-frame"
      title={tm('original.frame')}
      sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
      src="/original.html"
      onLoad={show}
    />
  );
}
