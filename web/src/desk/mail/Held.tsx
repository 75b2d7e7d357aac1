import { useEffect } from 'preact/hooks';
import type { HeldMessage } from '../../api/types';
import { t as tc } from '../../i18n/common';
import { t as tm, tn as tmn } from '../../i18n/mail';
import { every } from '../../lib/poll';
import { problemWords } from '../../lib/words';
import { Icon } from '../../ui/Icon';
import { Time } from '../../ui/Time';
import { Counter } from '../Empty';
import { follow, formatRoute, route } from '../route';
import { held, heldFailure, loadHeld, senderOf } from '../store/held';
import { HeldPane } from './HeldPane';

/** What was let in vanishes here when the desk has taken it, which takes seconds. */
const REFRESH_MS = 5_000;

/** What was not let in, beside the message that the address names. */
export function Held({ chosen }: { chosen: string | null }) {
  useEffect(() => {
    void loadHeld();
    return every(REFRESH_MS, () => void loadHeld());
  }, []);
  const messages = held.value;
  const message = messages?.find((one) => one.raw === chosen) ?? null;
  return (
    <div class={`held ${chosen === null ? '' : 'held-chosen'}`}>
      <section class="held-list" aria-labelledby="held-title">
        <header class="mail-head">
          <h1 id="held-title" tabIndex={-1}>{tm('held')}</h1>
          {messages !== null && messages.length > 0 && <span class="mail-count">{tmn('held.count', messages.length)}</span>}
          <p class="mail-text">{tm('held.text')}</p>
        </header>
        <List messages={messages} chosen={chosen} />
      </section>
      {messages !== null && messages.length > 0 && (
        <section class="held-pane" aria-label={message?.subject || tm('held.choose')}>
          {message !== null ? <HeldPane key={message.raw} message={message} /> : <NothingChosen gone={chosen !== null} />}
        </section>
      )}
    </div>
  );
}

function List({ messages, chosen }: { messages: readonly HeldMessage[] | null; chosen: string | null }) {
  if (messages === null) {
    if (heldFailure.value === null) return <Skeleton />;
    return (
      <div class="empty" role="alert">
        <p class="empty-title">{tm('held.failed')}</p>
        <p>{problemWords(heldFailure.value)}</p>
        <button type="button" class="button button-primary" onClick={() => void loadHeld()}>
          {tc('retry')}
        </button>
      </div>
    );
  }
  if (messages.length === 0) {
    return (
      <div class="empty">
        <Counter open />
        <p class="empty-title">{tm('held.empty')}</p>
        <p>{tm('held.empty.text')}</p>
      </div>
    );
  }
  return (
    <ol class="held-rows">
      {messages.map((message) => (
        <Row key={message.raw} message={message} current={message.raw === chosen} />
      ))}
    </ol>
  );
}

function Row({ message, current }: { message: HeldMessage; current: boolean }) {
  const patch = { mail: { page: 'held', message: message.raw } } as const;
  return (
    <li>
      <a
        class="held-row"
        href={formatRoute({ ...route.value, ...patch })}
        aria-current={current ? 'true' : undefined}
        onClick={(event) => follow(event, patch)}
      >
        <span class="held-line">
          <span class="held-sender" dir="auto">
            {senderOf(message)}
          </span>
          <Time at={message.received_at} form="short" />
        </span>
        <span class="held-subject" dir="auto">
          {message.subject || tm('held.no_subject')}
        </span>
        <span class="held-line">
          <Reasons message={message} />
        </span>
      </a>
    </li>
  );
}

export function Reasons({ message }: { message: HeldMessage }) {
  return (
    <span class="held-reasons">
      {message.releasing ? (
        <span class="chip chip-success">
          <span class="spinner" aria-hidden="true" />
          {tm('held.releasing')}
        </span>
      ) : (
        message.because.map((why) => (
          <span key={why} class={`chip ${why === 'virus' || why === 'forged' ? 'chip-danger' : why === 'spam' ? 'chip-warning' : ''}`}>
            <Icon name={why === 'failed' ? 'alert' : why === 'blocked_sender' ? 'lock' : 'spam'} size={12} />
            {tm(`because.${why}`)}
          </span>
        ))
      )}
    </span>
  );
}

function NothingChosen({ gone }: { gone: boolean }) {
  return (
    <div class="empty">
      <p class="empty-title">{gone ? tm('held.gone') : tm('held.choose')}</p>
      {gone && <p>{tm('held.gone.text')}</p>}
    </div>
  );
}

function Skeleton() {
  return (
    <div class="held-rows" aria-busy="true">
      <p class="sr" role="status">
        {tc('loading')}
      </p>
      {[1, 2, 3, 4].map((row) => (
        <span key={row} class="bone held-bone" aria-hidden="true" />
      ))}
    </div>
  );
}
