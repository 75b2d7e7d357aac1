import type { ComponentChildren, RefObject } from 'preact';
import { place, rove } from './popover';

interface Props {
  id: string;
  /** What opens it, and what it is placed at. */
  button: RefObject<HTMLButtonElement | null>;
  panel: RefObject<HTMLDivElement | null>;
  opened: (open: boolean) => void;
  /** What has the focus once it is open: the first of these that there is. */
  focus: readonly string[];
  role?: 'listbox';
  label?: string;
  multiselectable?: boolean;
  children: ComponentChildren;
}

/** What a button opens, in the browser's top layer. */
export function Panel({ id, button, panel, opened, focus, role, label, multiselectable, children }: Props) {
  return (
    <div
      id={id}
      ref={panel}
      popover="auto"
      role={role}
      aria-label={label}
      aria-multiselectable={multiselectable}
      class="panel"
      onBeforeToggle={(event) => {
        if (event.newState === 'open') place(button.current!, panel.current!);
      }}
      onToggle={(event) => {
        const open = event.newState === 'open';
        opened(open);
        if (!open) return;
        const first = focus.map((selector) => panel.current?.querySelector<HTMLElement>(selector)).find((found) => found);
        first?.focus();
      }}
      onKeyDown={(event) => rove(event, panel.current!)}
    >
      {children}
    </div>
  );
}
