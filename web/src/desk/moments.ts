import { serverNow } from '../lib/clock';

const HOUR = 3_600_000;

/** A moment in the form that the browser's own field wants: local time, to the minute. */
export function localMinute(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Nine o'clock by the viewer's clock, so many days from today. */
function morning(days: number, now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return date.setHours(9, 0, 0, 0);
}

export const inOneHour = (now = serverNow()): number => now + HOUR;

export const tomorrowMorning = (now = serverNow()): number => morning(1, now);

/** On a Monday it is the one a week from now. */
export const nextMonday = (now = serverNow()): number => morning((8 - new Date(now).getDay()) % 7 || 7, now);

/** What the browser's field holds, or null while it holds no whole moment. */
export function readMinute(value: string): number | null {
  const at = new Date(value).getTime();
  return Number.isNaN(at) ? null : at;
}

/** The zone in which this page tells times, such as "Europe/Paris (GMT+1)". */
export function zoneName(now: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset' });
  const zone = format.resolvedOptions().timeZone;
  const offset = format.formatToParts(new Date(now)).find((part) => part.type === 'timeZoneName')?.value;
  return offset === undefined || zone === 'UTC' ? zone : `${zone} (${offset})`;
}
