import { signal } from '@preact/signals';
import { local } from './storage';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'guichet.theme';

function saved(): Theme {
  const value = local.get(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export const theme = signal<Theme>(saved());

export function setTheme(next: Theme): void {
  theme.value = next;
  if (next === 'system') {
    local.remove(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    local.set(KEY, next);
    document.documentElement.dataset.theme = next;
  }
}
