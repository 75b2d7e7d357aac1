import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { problemWords } from '../lib/words';
import { Composer } from './Composer';
import { Counter } from './Empty';
import { Facts } from './Facts';
import { go, route } from './route';
import { load, openFailure, openTicket } from './store/tickets';
import { Thread } from './Thread';
import { TicketHead } from './TicketHead';

export function TicketPane() {
  const { ticket: number, pane } = route.value;
  const open = openTicket.value;
  if (number === null) return <NothingOpen />;
  const failure = openFailure.value?.number === number ? openFailure.value.error : null;
  if (open === null) {
    return failure ? <NotOpened number={number} text={problemWords(failure)} missing={failure.status === 404} /> : <TicketSkeleton />;
  }
  return (
    <section class={`ticket pane-${pane}`} aria-label={t('ticket.label', { number })}>
      <TicketHead open={open} stale={failure !== null} />
      <div class="talk">
        <Thread key={open.ticket.id} open={open} />
        {(open.allowed.reply || open.allowed.note) && <Composer key={open.ticket.id} open={open} />}
      </div>
      <Facts open={open} />
    </section>
  );
}

function NothingOpen() {
  return (
    <section class="ticket ticket-none">
      <div class="empty">
        <Counter open />
        <p class="empty-title">{t('none_open')}</p>
        <p>
          <kbd>j</kbd> <kbd>k</kbd> {t('none_open.move')} · <kbd>Enter</kbd> {t('none_open.open')} · <kbd>?</kbd> {t('none_open.help')}
        </p>
      </div>
    </section>
  );
}

function NotOpened({ number, text, missing }: { number: number; text: string; missing: boolean }) {
  return (
    <section class="ticket ticket-none">
      <div class="empty" role="alert">
        <p class="empty-title">{missing ? t('not_found', { number }) : t('not_opened', { number })}</p>
        <p>{missing ? t('not_found.text') : text}</p>
        <div class="empty-actions">
          {!missing && (
            <button type="button" class="button button-primary" onClick={() => void load(number)}>
              {tc('retry')}
            </button>
          )}
          <button type="button" class="button" onClick={() => go({ ticket: null })}>
            {t('back')}
          </button>
        </div>
      </div>
    </section>
  );
}

function TicketSkeleton() {
  return (
    <section class="ticket" aria-busy="true">
      <span class="sr" role="status">
        {tc('loading')}
      </span>
      <header class="ticket-head" aria-hidden="true">
        <span class="bone bone-title" />
        <span class="bone bone-chips" />
      </header>
      <div class="talk" aria-hidden="true">
        <div class="thread">
          {[3, 4, 2].map((lines, index) => (
            <div class="message" key={index}>
              <span class="bone bone-avatar" />
              <div class="message-body">
                {Array.from({ length: lines }, (_, line) => (
                  <span key={line} class="bone bone-line" style={{ width: `${92 - ((line * 17 + index * 9) % 40)}%` }} />
                ))}
              </div>
            </div>
          ))}
        </div>
      </div>
      <div class="facts" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((row) => (
          <span key={row} class="bone bone-fact" />
        ))}
      </div>
    </section>
  );
}
