import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Entry } from '../api/types';
import { lang } from '../i18n/lang';
import { t } from '../i18n/desk';
import { Icon } from '../ui/Icon';
import { Time } from '../ui/Time';
import { Message } from './Message';
import { agentName, agents, teamName, teams } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { Undelivered } from './Undelivered';
import { bodyOf, eventDetails, eventIcon, eventWords, isBookkeeping } from './words';

type Item = { kind: 'message'; entry: Entry } | { kind: 'trouble'; entry: Entry } | { kind: 'events'; entries: Entry[] };

/** Messages stand alone, and so does what went wrong with one; what happened between two of them is told in one quiet block. Clocks only count in the history. */
export function arrange(timeline: Entry[]): Item[] {
  const items: Item[] = [];
  for (const entry of timeline) {
    if (bodyOf(entry.event) !== null) {
      items.push({ kind: 'message', entry });
      continue;
    }
    if (entry.event.type === 'DeliveryFailed') {
      items.push({ kind: 'trouble', entry });
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
            <Message key={item.entry.seq} entry={item.entry} open={open} />
          ) : item.kind === 'trouble' ? (
            <Undelivered key={item.entry.seq} entry={item.entry} />
          ) : (
            <Events key={`e${item.entries[0]!.seq}`} entries={item.entries} />
          ),
        )}
        {open.sending.map((entry) => (
          <Message key={entry.at} entry={entry} open={open} sending />
        ))}
      </ol>
    </div>
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
