import { useEffect, useRef, useState } from 'preact/hooks';
import { asApiError } from '../api/problem';
import type { PortalMessage, PortalTicket } from '../api/types';
import { absolute } from '../i18n/format';
import { t as tf } from '../i18n/files';
import { t } from '../i18n/portal';
import { problemWords } from '../lib/words';
import { Avatar } from '../ui/Avatar';
import { Banner } from '../ui/Banner';
import { Body } from '../ui/Body';
import { Files } from '../ui/Files';
import { Formatted } from '../ui/Formatted';
import { Time } from '../ui/Time';
import { fileLink, reopen, resolve } from './link';
import { ReplyForm } from './ReplyForm';
import { Standing } from './Standing';

type Receipt = NonNullable<PortalTicket['follow_up']>;

interface Props {
  token: string;
  ticket: PortalTicket;
  /** The last look for news failed. */
  stale: boolean;
  changed: (ticket: PortalTicket) => void;
}

export function TicketView({ token, ticket, stale, changed }: Props) {
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<{ tone: 'success' | 'error'; text: string; follow?: Receipt } | null>(null);
  const said = useRef<HTMLDivElement>(null);

  // The button that was pressed may be gone; the focus goes to what came of it rather than nowhere.
  useEffect(() => said.current?.focus(), [notice]);

  async function act(call: (token: string) => Promise<PortalTicket>, done: string) {
    if (busy) return;
    setBusy(true);
    setNotice(null);
    try {
      changed(await call(token));
      setNotice({ tone: 'success', text: done });
    } catch (error) {
      setNotice({ tone: 'error', text: t('ticket.failed', { reason: problemWords(asApiError(error)) }) });
    }
    setBusy(false);
  }

  return (
    <article class="ticket">
      <header class="ticket-head">
        <p class="ticket-number">
          <span>{t('title.numbered', { number: ticket.number })}</span>
          <span aria-hidden="true">·</span>
          <span>{t('ticket.opened', { date: absolute(ticket.opened_at) })}</span>
        </p>
        <h1 dir="auto">{ticket.subject}</h1>
      </header>
      <Standing state={ticket.state} />
      {stale && <Banner tone="warning">{t('ticket.refresh_failed')}</Banner>}
      <Thread token={token} customer={ticket.customer.name} messages={ticket.messages} failed={(name, why) => setNotice({ tone: 'error', text: `${tf('file.failed', { name })}. ${why}` })} />
      {notice && (
        <div class="notice" ref={said} tabIndex={-1}>
          <Banner tone={notice.tone}>
            {notice.text}
            {notice.follow && (
              <>
                {' '}
                <a href={notice.follow.ticket_url}>{t('ticket.follow_up.open', { number: notice.follow.number })}</a>
              </>
            )}
          </Banner>
        </div>
      )}
      {ticket.can_reply && (
        <ReplyForm
          token={token}
          ticket={ticket}
          sent={(next) => {
            changed(next);
            const follow = next.follow_up ?? undefined;
            setNotice({ tone: 'success', text: follow ? t('ticket.follow_up.sent') : t('ticket.sent'), ...(follow && { follow }) });
          }}
        />
      )}
      {(ticket.can_resolve || ticket.can_reopen) && (
        <div class="ticket-actions">
          {ticket.can_resolve && (
            <button type="button" class="button" aria-disabled={busy} onClick={() => act(resolve, t('ticket.resolved'))}>
              {t('ticket.resolve')}
            </button>
          )}
          {ticket.can_reopen && (
            <button type="button" class="button" aria-disabled={busy} onClick={() => act(reopen, t('ticket.reopened'))}>
              {t('ticket.reopen')}
            </button>
          )}
        </div>
      )}
      {!ticket.can_reply && (
        <p class="ticket-closed">
          <a class="button" href="/">
            {t('ticket.new_request')}
          </a>
        </p>
      )}
    </article>
  );
}

interface ThreadProps {
  token: string;
  /** Others who write on the ticket go by their own names. */
  customer: string;
  messages: PortalMessage[];
  failed: (name: string, why: string) => void;
}

function Thread({ token, customer, messages, failed }: ThreadProps) {
  const end = useRef<HTMLLIElement>(null);
  const seen = useRef(messages.length);

  // A message that came while the page was open is brought into view; at first the page starts at its top.
  useEffect(() => {
    if (messages.length > seen.current) end.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    seen.current = messages.length;
  }, [messages.length]);

  return (
    <section aria-label={t('ticket.thread')}>
      <ol class="thread">
        {messages.map((message, index) => (
          <li key={message.id} class={`letter letter-${message.author}`} ref={index === messages.length - 1 ? end : undefined}>
            <div class="letter-head">
              <Avatar name={message.author_name} kind={message.author} />
              <span class="letter-author">{message.author === 'customer' && message.author_name === customer ? t('ticket.you') : message.author_name}</span>
              <Time at={message.at} />
            </div>
            {message.author === 'agent' ? <Formatted text={message.body} /> : <Body text={message.body} />}
            {message.attachments.length > 0 && <Files files={message.attachments} link={(file, inline) => fileLink(token, file.id, inline)} failed={failed} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
