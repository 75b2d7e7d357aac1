import { signal } from '@preact/signals';

export interface Toast {
  id: number;
  tone: 'error' | 'success';
  title: string;
  text?: string;
}

export const toasts = signal<Toast[]>([]);

let next = 1;

/** An error stays until it has been read; a confirmation leaves by itself. */
export function toast(tone: Toast['tone'], title: string, text?: string): void {
  const id = next++;
  toasts.value = [...toasts.value.slice(-3), { id, tone, title, ...(text ? { text } : {}) }];
  if (tone === 'success') setTimeout(() => dismiss(id), 4_000);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}
