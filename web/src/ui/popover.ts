const GAP = 6;

/** Puts a panel under its button, or above when there is more room, and never past the edge of the window. */
export function place(button: HTMLElement, panel: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const below = innerHeight - at.bottom;
  const style = panel.style;
  if (below < 280 && at.top > below) {
    style.top = 'auto';
    style.bottom = `${innerHeight - at.top + GAP}px`;
    style.maxHeight = `${Math.min(420, at.top - 2 * GAP)}px`;
  } else {
    style.top = `${at.bottom + GAP}px`;
    style.bottom = 'auto';
    style.maxHeight = `${Math.min(420, below - 2 * GAP)}px`;
  }
  if (at.left > innerWidth / 2) {
    style.left = 'auto';
    style.right = `${Math.max(GAP, innerWidth - at.right)}px`;
  } else {
    style.left = `${Math.max(GAP, at.left)}px`;
    style.right = 'auto';
  }
  style.minWidth = `${Math.min(at.width, 320)}px`;
}

/** Arrow keys, Home, End and the first letters move the focus among a panel's items. */
export function rove(event: KeyboardEvent, panel: HTMLElement): void {
  const items = [...panel.querySelectorAll<HTMLElement>('[role="option"], [role="menuitem"]')];
  const now = items.indexOf(document.activeElement as HTMLElement);
  const to =
    event.key === 'ArrowDown' ? items[(now + 1) % items.length]
    : event.key === 'ArrowUp' ? items[(now - 1 + items.length) % items.length]
    : event.key === 'Home' ? items[0]
    : event.key === 'End' ? items.at(-1)
    : event.key.length === 1 && event.key !== ' ' ? startingWith(items, now, event.key)
    : undefined;
  if (to) {
    event.preventDefault();
    to.focus();
  }
  // What is typed in an open panel chooses in it, and is no shortcut of the desk.
  if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
}

function startingWith(items: HTMLElement[], now: number, letter: string): HTMLElement | undefined {
  const rotated = [...items.slice(now + 1), ...items.slice(0, now + 1)];
  return rotated.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase()));
}
