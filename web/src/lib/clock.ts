import { signal } from '@preact/signals';

// Due times are the server's, so they are counted against the server's clock: a laptop that is five minutes off must
// not show a breach that has not happened. Answers carry the server's time in their Date header.
const TOLERANCE_MS = 5_000;
let offset = 0;

export function serverSaid(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  offset = Math.abs(difference) > TOLERANCE_MS ? difference : 0;
}

export const serverNow = (): number => Date.now() + offset;

/** The present, for what is shown by the second and by the half minute. Nothing ticks while the tab is hidden. */
export const second = signal(serverNow());
export const moment = signal(serverNow());

export function startTicking(): void {
  setInterval(() => {
    if (document.hidden) return;
    const now = serverNow();
    second.value = now;
    if (Math.abs(now - moment.value) >= 30_000) moment.value = now;
  }, 1_000);
}
