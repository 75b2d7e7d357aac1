import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Entry } from '../api/types';
import { lang } from '../i18n/lang';
import { t } from '../i18n/desk';
import { Avatar } from '../ui/Avatar';
import { Body } from '../ui/Body';
import { Icon } from '../ui/Icon';
import { Time } from '../ui/Time';
import { agentName, agents, teamName, teams } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { actorName, bodyOf, eventDetails, eventIcon, eventWords, isBookkeeping } from './words';

type Item = { kind: 'message'; entry: Entry } | { kind: 'events'; entries: Entry[] };

/** Messages stand alone; what happened between two of them is told in one quiet block. Clocks only count in the history. */
export function arrange(timeline: Entry[]): Item[] {
  const items: Item[] = [];
  for (const entry of timeline) {
    if (bodyOf(entry.event) !== null) {
      items.push({ kind: 'message', entry });
      continue;
    }
    if (isBookkeeping(entry.event)) continue;
    const last = items.at(-1);
    if (last?.kind === 'events') last.entries.push(entry);
    else items.push({ kind: 'events', entries: [entry] });
  }
  return items;
}

export function Thread({ open }: { open: OpenTicket }) {
  const element = useRef<HTMLDivElement>(null);
  const items = useMemo(() => arrange(open.timeline), [open.timeline]);
  const length = items.length + open.sending.length;
  const atEnd = useRef(true);

  // A thread is read from its end. Whoever has scrolled up to read stays there when something comes.
  useLayoutEffect(() => {
    const box = element.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [length]);

  // The same when the room shrinks, because the text below grows or a conflict is shown.
  useEffect(() => {
    const box = element.current!;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  return (
    <div
      class="thread"
      ref={element}
      tabIndex={0}
      role="region"
      aria-label={t('thread')}
      onScroll={(event) => {
        const box = event.currentTarget;
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
      }}
    >
      <ol class="thread-items">
        {items.map((item) =>
          item.kind === 'message' ? (
            <Message key={item.entry.seq} entry={item.entry} />
          ) : (
            <Events key={`e${item.entries[0]!.seq}`} entries={item.entries} />
          ),
        )}
        {open.sending.map((entry) => (
          <Message key={entry.at} entry={entry} sending />
        ))}
      </ol>
    </div>
  );
}

function Message({ entry, sending = false }: { entry: Entry; sending?: boolean }) {
  const note = entry.event.type === 'NoteAdded';
  const kind = note ? 'note' : entry.actor.kind;
  const name = actorName(entry.actor);
  return (
    <li class={`message message-${kind} ${sending ? 'message-sending' : ''}`}>
      <Avatar name={name} kind={entry.actor.kind} />
      <article class="message-body">
        <header class="message-head">
          <span class="message-author">{name}</span>
          <span class="message-kind">
            {note && <Icon name="lock" size={12} />}
            {note ? t('message.note') : entry.actor.kind === 'customer' ? t('message.customer') : t('message.agent')}
          </span>
          {sending ? <span class="message-time">{t('sending')}</span> : <Time at={entry.at} />}
        </header>
        <Body text={bodyOf(entry.event) ?? ''} />
      </article>
    </li>
  );
}

function Events({ entries }: { entries: Entry[] }) {
  return (
    <li class="happened">
      <ul>
        <EventLines entries={entries} />
      </ul>
    </li>
  );
}

/** Sentences about events. Reads the directory's signals, so that a name appears once it is known. */
export function EventLines({ entries, form = 'relative' }: { entries: Entry[]; form?: 'relative' | 'short' }) {
  const names = useMemo(() => ({ agent: agentName, team: teamName }), [agents.value, teams.value, lang.value]);
  return (
    <>
      {entries.map((entry) => (
        <li key={entry.seq} class={`event event-${entry.event.type}`}>
          <Icon name={eventIcon(entry.event)} size={14} />
          <span class="event-words">
            {eventWords(entry, names)}
            {eventDetails(entry.event, names).map((line) => (
              <span key={line} class="event-detail">
                {line}
              </span>
            ))}
          </span>
          <Time at={entry.at} form={form} />
        </li>
      ))}
    </>
  );
}
