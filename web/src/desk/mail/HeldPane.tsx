import { useRef, useState } from 'preact/hooks';
import type { HeldMessage } from '../../api/types';
import { t } from '../../i18n/desk';
import { absolute, relative } from '../../i18n/format';
import { t as tm } from '../../i18n/mail';
import { moment } from '../../lib/clock';
import { Body } from '../../ui/Body';
import { Icon } from '../../ui/Icon';
import { go, HELD_AT_FIRST, route } from '../route';
import { blockSender, discardHeld, held, isLetInOnce, release, senderOf } from '../store/held';
import { Confirm } from './Confirm';
import { Reasons } from './Held';

type Asked = 'delete' | 'block' | 'virus';

/** Where the list goes on after the message that is shown. */
function nextRow(): HTMLElement | null {
  const rows = [...document.querySelectorAll<HTMLElement>('.held-row')];
  const at = rows.findIndex((row) => row.ariaCurrent === 'true');
  return rows[at + 1] ?? rows[at - 1] ?? null;
}

/** One held message: why it is held, how it begins, and what can become of it. */
export function HeldPane({ message }: { message: HeldMessage }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLElement>(null);

  async function act(what: (message: HeldMessage) => Promise<void>) {
    if (busy) return;
    const next = nextRow();
    setAsked(null);
    setBusy(true);
    await what(message);
    setBusy(false);
    const { mail } = route.value;
    if (mail?.page !== 'held' || mail.message !== message.raw) return;
    // What was pressed is gone, and the focus with it.
    const left = held.value?.find((one) => one.raw === message.raw);
    if (left === undefined) go({ mail: HELD_AT_FIRST }, 'replace');
    element.current?.focus();
    // A small screen shows the list only once the message is left.
    if (left === undefined || left.releasing) requestAnimationFrame(() => (next ?? document.getElementById('held-title'))?.focus());
  }

  return (
    <article class="held-message" ref={element} tabIndex={-1} aria-busy={busy}>
      <header class="held-head">
        <button type="button" class="icon-button held-back" aria-label={t('back')} onClick={() => go({ mail: HELD_AT_FIRST })}>
          <Icon name="arrowLeft" size={18} />
        </button>
        <h1 dir="auto">{message.subject || tm('held.no_subject')}</h1>
        <Reasons message={message} />
      </header>
      <dl class="held-facts">
        <dt>{tm('held.from')}</dt>
        <dd dir="auto">
          {senderOf(message)}
          {message.name != null && message.from != null && <span class="held-address">{message.from}</span>}
        </dd>
        {message.mailbox != null && (
          <>
            <dt>{tm('held.to')}</dt>
            <dd>{message.mailbox}</dd>
          </>
        )}
        <dt>{tm('held.received')}</dt>
        <dd>
          {absolute(message.received_at)}
          <span class="held-expires" title={absolute(message.expires_at)}>
            {tm('held.expires', { when: relative(message.expires_at, moment.value) })}
          </span>
        </dd>
      </dl>
      <section class="held-why" aria-label={tm('held.why')}>
        <h2>{tm('held.why')}</h2>
        <ul>
          {message.because.map((why) => (
            <li key={why}>{tm(`because.${why}.text`)}</li>
          ))}
        </ul>
      </section>
      <section class="held-beginning" aria-label={tm('held.beginning')}>
        <h2>{tm('held.beginning')}</h2>
        {message.beginning === '' ? <p class="facts-none">{tm('held.beginning.none')}</p> : <Body text={message.beginning} />}
      </section>
      {!message.releasing && (
        <footer class="held-foot">
          <p class="held-hint">{tm(isLetInOnce(message) ? 'held.release.hint.once' : 'held.release.hint')}</p>
          <div class="held-actions">
            <button
              type="button"
              class="button button-primary"
              disabled={busy}
              onClick={() => (message.because.includes('virus') ? setAsked('virus') : void act(release))}
            >
              <Icon name="check" />
              {tm('held.release')}
            </button>
            <button type="button" class="button" disabled={busy} onClick={() => setAsked('delete')}>
              <Icon name="trash" />
              {tm('held.delete')}
            </button>
            {message.from != null && !message.because.includes('blocked_sender') && (
              <button type="button" class="button" disabled={busy} onClick={() => setAsked('block')}>
                <Icon name="spam" />
                {tm('held.block')}
              </button>
            )}
          </div>
        </footer>
      )}
      {asked === 'delete' && (
        <Confirm
          title={tm('held.delete.title')}
          text={tm('held.delete.text', { subject: message.subject || tm('held.no_subject'), sender: senderOf(message) })}
          action={tm('held.delete')}
          onClose={() => setAsked(null)}
          onConfirm={() => void act(discardHeld)}
        />
      )}
      {asked === 'block' && (
        <Confirm
          title={tm('held.block.title', { sender: message.from ?? '' })}
          text={tm('held.block.text')}
          action={tm('held.block')}
          onClose={() => setAsked(null)}
          onConfirm={() => void act(blockSender)}
        />
      )}
      {asked === 'virus' && (
        <Confirm
          title={tm('held.virus.title')}
          text={tm('held.virus.text')}
          action={tm('held.release')}
          onClose={() => setAsked(null)}
          onConfirm={() => void act(release)}
        />
      )}
    </article>
  );
}
