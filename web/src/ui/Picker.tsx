import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';
import { Panel } from './Panel';

export interface Option<T extends string> {
  value: T;
  label: string;
  mark?: ComponentChildren;
  /** Said after the label, in a quieter voice. */
  note?: string;
}

interface Props<T extends string> {
  label: string;
  value: T | null;
  options: Option<T>[];
  onPick: (value: T) => void;
  /** What the button shows while nothing is chosen. */
  placeholder?: string;
  disabled?: boolean;
  class?: string;
}

/** Chooses one of a few. A button that names its value, and a list in the browser's top layer. */
export function Picker<T extends string>({ label, value, options, onPick, placeholder = '', disabled, class: extra = '' }: Props<T>) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const shown = chosen?.label ?? placeholder;

  function pick(next: T) {
    panel.current?.hidePopover();
    if (next !== value) onPick(next);
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={`picker ${extra}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={`${label}: ${shown}`}
        disabled={disabled}
        popoverTarget={id}
      >
        {chosen?.mark}
        <span class="picker-value">{shown}</span>
        <Icon name="chevronDown" size={14} class="picker-arrow" />
      </button>
      <Panel id={id} button={button} panel={panel} opened={setOpen} focus={['[aria-selected="true"]', '[role="option"]']} role="listbox" label={label}>
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            role="option"
            class="panel-item"
            tabIndex={-1}
            aria-selected={option.value === value}
            onClick={() => pick(option.value)}
          >
            {option.mark}
            <span class="panel-label">{option.label}</span>
            {option.note && <span class="panel-note">{option.note}</span>}
            {option.value === value && <Icon name="check" class="panel-check" />}
          </button>
        ))}
      </Panel>
    </>
  );
}
