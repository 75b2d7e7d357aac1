import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './Icon';
import { Panel } from './Panel';

export interface Item {
  label: string;
  icon: IconName;
  danger?: boolean;
  act: () => void;
}

interface Props {
  label: string;
  items: Item[];
  class?: string;
  /** Above the items: who this is about. */
  head?: ComponentChildren;
  children: ComponentChildren;
}

/** A button with a few actions behind it. */
export function Menu({ label, items, class: extra = 'icon-button', head, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        class={extra}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        popoverTarget={id}
      >
        {children}
      </button>
      <Panel id={id} button={button} panel={panel} opened={setOpen} focus={['[role="menuitem"]']}>
        {head}
        <div role="menu" aria-label={label}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={`panel-item ${item.danger ? 'panel-danger' : ''}`}
              onClick={() => {
                panel.current?.hidePopover();
                item.act();
              }}
            >
              <Icon name={item.icon} />
              <span class="panel-label">{item.label}</span>
            </button>
          ))}
        </div>
      </Panel>
    </>
  );
}
