import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../i18n/settings';
import { Icon } from '../../ui/Icon';
import { AddButton, RemoveButton } from './controls';

export interface EntryProps<T> {
  entry: T;
  /** Where it is in the document: `forms[0].topics[2]`. */
  at: string;
  onChange: (entry: T) => void;
}

interface Props<T> {
  entries: readonly T[];
  at: string;
  add: string;
  fresh: (others: readonly T[]) => T;
  onChange: (entries: T[]) => void;
  children: (props: EntryProps<T>) => ComponentChildren;
}

/** A list inside of a part, in the order in which it is shown to customers. */
export function Entries<T extends { id: string }>({ entries, at, add, fresh, onChange, children }: Props<T>) {
  const list = useRef<HTMLOListElement>(null);
  const last = entries.length - 1;

  function append() {
    onChange([...entries, fresh(entries)]);
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector<HTMLElement>('input')?.focus());
  }

  function move(from: number, to: number) {
    const next = [...entries];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  }

  return (
    <>
      <ol ref={list} class="entries">
        {entries.map((entry, index) => (
          <li key={index} class="entry">
            <div class="entry-head">
              <code>{entry.id}</code>
              <button
                type="button"
                class="icon-button"
                disabled={index === 0}
                aria-label={t('move.up', { name: entry.id })}
                onClick={() => move(index, index - 1)}
              >
                <Icon name="arrowUp" size={14} />
              </button>
              <button
                type="button"
                class="icon-button"
                disabled={index === last}
                aria-label={t('move.down', { name: entry.id })}
                onClick={() => move(index, index + 1)}
              >
                <Icon name="arrowDown" size={14} />
              </button>
              <RemoveButton label={t('entry.remove', { name: entry.id })} onRemove={() => onChange(entries.filter((_, other) => other !== index))} />
            </div>
            {children({ entry, at: `${at}[${index}]`, onChange: (next) => onChange(entries.with(index, next)) })}
          </li>
        ))}
      </ol>
      <AddButton label={add} onAdd={append} />
    </>
  );
}
