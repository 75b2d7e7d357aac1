import type { Entry, Participant } from '../api/types';
import { t } from '../i18n/desk';
import { t as tm } from '../i18n/mail';
import { personName, sameAddress } from '../lib/address';
import { Avatar } from '../ui/Avatar';
import { Body } from '../ui/Body';
import { Formatted } from '../ui/Formatted';
import { Icon } from '../ui/Icon';
import { Time } from '../ui/Time';
import { setParticipants } from './actions';
import { Automatic } from './Automatic';
import { Deliveries } from './Deliveries';
import { MessageFiles } from './MessageFiles';
import { Original } from './Original';
import type { OpenTicket } from './store/tickets';
import { TicketLink } from './TicketLink';
import { authorOf, bodyOf, mailOf, writerName } from './words';

interface Props {
  entry: Entry;
  open: OpenTicket;
  sending?: boolean;
}

/** Something that somebody wrote: to everybody on the ticket, to the desk alone, or to somebody whom it was forwarded to. */
export function Message({ entry, open, sending = false }: Props) {
  const { event } = entry;
  if (event.type === 'AutomaticMailReceived') return <Automatic entry={entry} open={open} />;
  const text = bodyOf(event) ?? '';
  const name = writerName(entry);
  const formatted = event.type === 'AgentReplied' || event.type === 'Forwarded';
  return (
    <li class={`message message-${look(entry)} ${sending ? 'message-sending' : ''}`}>
      <Avatar name={name} kind={entry.actor.kind} />
      <article class="message-body">
        <header class="message-head">
          <span class="message-who">
            <span class="message-author">{name}</span> <Kind entry={entry} open={open} />
          </span>
          {sending ? <span class="message-time">{t('sending')}</span> : <Time at={entry.at} />}
        </header>
        <Sender entry={entry} open={open} />
        {event.type === 'ReplyRejected' && <p class="message-notice">{tm('rejected.text')}</p>}
        {event.type === 'TicketOpened' && event.may_follow != null && <MayFollow open={open} id={event.may_follow} />}
        {formatted ? <Formatted text={text} /> : <Body text={text} />}
        <MessageFiles ticket={open.ticket.id} event={event} sending={sending} />
        {mailOf(event) !== null && <Original ticket={open.ticket.id} seq={entry.seq} folded={mailOf(event)?.folded ?? false} />}
        {!sending && <Deliveries event={event} mails={open.mails.filter((mail) => mail.seq === entry.seq)} />}
      </article>
    </li>
  );
}

function look({ event, actor }: Entry): string {
  if (event.type === 'NoteAdded') return 'note';
  if (event.type === 'Forwarded') return 'forward';
  return event.type === 'ReplyRejected' ? 'rejected' : actor.kind;
}

const isKnown = ({ email }: Participant, open: OpenTicket): boolean =>
  [open.customer, ...open.participants].some((one) => sameAddress(one.email, email));

/** Who reads it, in a word: the difference between a note and an answer must not hang on a colour. */
function Kind({ entry: { event, actor }, open }: { entry: Entry; open: OpenTicket }) {
  if (event.type === 'Forwarded') {
    return (
      <span class="message-kind">
        <Icon name="forward" size={12} />
        {tm('forwarded', { name: personName(event.to) })}{' '}
        <span class="message-aside">{tm(event.replies === 'internal' ? 'forwarded.internal' : 'forwarded.public')}</span>
      </span>
    );
  }
  const author = authorOf(event);
  const note = event.type === 'NoteAdded';
  const asked = note && actor.kind === 'customer';
  const words =
    asked ? tm('from_outside')
    : note ? t('message.note')
    : event.type === 'ReplyRejected' ? tm('rejected')
    : author !== null ? tm(isKnown(author, open) ? 'participant' : 'stranger')
    : actor.kind === 'customer' ? t('message.customer')
    : t('message.agent');
  return (
    <span class="message-kind">
      {note && <Icon name="lock" size={12} />}
      {words}
    </span>
  );
}

/** Where a mail came from, and what is not certain about it. */
function Sender({ entry: { event }, open }: { entry: Entry; open: OpenTicket }) {
  const author = authorOf(event);
  const mail = mailOf(event);
  if (author === null && mail === null) return null;
  const address = author?.email ?? open.customer.email;
  return (
    <p class="message-sender">
      <span class="message-address">
        <Icon name="mail" size={12} />
        {mail !== null && <span class="sr">{tm('by_mail')}</span>}
        {address}
      </span>
      {mail?.unproved && (
        <span class="chip chip-warning message-chip" title={tm('unproved.text')}>
          <Icon name="alert" size={12} />
          {tm('unproved')}
          <span class="sr">{tm('unproved.text')}</span>
        </span>
      )}
      {author !== null && open.allowed.change && !isKnown(author, open) && (
        <button type="button" class="link-button" onClick={() => void setParticipants(open, [...open.participants, author])}>
          {tm('stranger.add')}
        </button>
      )}
    </p>
  );
}

function MayFollow({ open, id }: { open: OpenTicket; id: string }) {
  const [before, after] = tm('may_follow', { ticket: '\n' }).split('\n');
  return (
    <p class="message-notice">
      <Icon name="link" size={13} />
      <span>
        {before}
        <TicketLink open={open} id={id} unknown={tm('may_follow.unknown')} />
        {after}
      </span>
    </p>
  );
}
