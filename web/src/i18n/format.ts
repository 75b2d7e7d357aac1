import { lang } from './lang';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const cache = new Map<string, unknown>();

/** Formatters are costly to make and lists use hundreds of them. */
function once<T>(name: string, make: (language: string) => T): T {
  const key = `${lang.value} ${name}`;
  let found = cache.get(key) as T | undefined;
  if (found === undefined) {
    found = make(lang.value === 'en' ? 'en-GB' : 'fr-FR');
    cache.set(key, found);
  }
  return found;
}

export function number(value: number): string {
  return once('number', (l) => new Intl.NumberFormat(l)).format(value);
}

/** A share of one, never rounded up: what is not all is not "100%". */
export function percent(share: number): string {
  const format = once('percent', (l) => new Intl.NumberFormat(l, { style: 'percent', maximumFractionDigits: 1 }));
  return format.format(Math.floor(share * 1_000 + 1e-9) / 1_000);
}

/** A day without a zone, such as `2026-11-23`: "23 Nov". */
export function dayName(day: string, weekday = false): string {
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' };
  const format = weekday
    ? once('day name long', (l) => new Intl.DateTimeFormat(l, { ...parts, weekday: 'short' }))
    : once('day name', (l) => new Intl.DateTimeFormat(l, parts));
  return format.format(new Date(day));
}

/** The time of day. */
export function timeOfDay(at: number): string {
  return once('time', (l) => new Intl.DateTimeFormat(l, { timeStyle: 'short' })).format(new Date(at));
}

/** The full date and time, for a title or where the exact moment matters. */
export function absolute(at: string | number): string {
  return once('absolute', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'full', timeStyle: 'short' })).format(new Date(at));
}

/** A moment to the minute where there is little room, in the viewer's zone: "Tue 3 Mar, 14:30". */
export function exact(at: string | number): string {
  const parts: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  return once('exact', (l) => new Intl.DateTimeFormat(l, parts)).format(new Date(at));
}

/** The name of a language, in the language of the page. */
export function languageName(code: string): string {
  return once('languages', (l) => new Intl.DisplayNames(l, { type: 'language' })).of(code) ?? code;
}

/** A date as short as it can be while it stays clear: the time today, the day this year, else with the year. */
export function short(at: string | number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) {
    return once('time', (l) => new Intl.DateTimeFormat(l, { timeStyle: 'short' })).format(date);
  }
  if (date.getFullYear() === today.getFullYear()) {
    return once('day', (l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'short' })).format(date);
  }
  return once('year', (l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'short', year: 'numeric' })).format(date);
}

/** "in 3 hours", "2 days ago". */
export function relative(at: string | number, now: number): string {
  const difference = new Date(at).getTime() - now;
  const size = Math.abs(difference);
  const [value, unit]: [number, Intl.RelativeTimeFormatUnit] =
    size < 45_000 ? [0, 'second']
    : size < HOUR ? [difference / MINUTE, 'minute']
    : size < DAY ? [difference / HOUR, 'hour']
    : size < 30 * DAY ? [difference / DAY, 'day']
    : size < 365 * DAY ? [difference / (30 * DAY), 'month']
    : [difference / (365 * DAY), 'year'];
  const whole = Math.round(value);
  return once('relative', (l) => new Intl.RelativeTimeFormat(l, { numeric: 'auto' })).format(whole === 0 ? 0 : whole, unit);
}

function unit(value: number, name: 'day' | 'hour' | 'minute' | 'second'): string {
  return once(`unit ${name}`, (l) => new Intl.NumberFormat(l, { style: 'unit', unit: name, unitDisplay: 'narrow' })).format(value);
}

/** The two largest units of a span: "1d 4h", "2h 14m", "4m 09s". */
export function span(milliseconds: number): string {
  const rest = Math.max(0, Math.abs(milliseconds));
  const days = Math.floor(rest / DAY);
  const hours = Math.floor((rest % DAY) / HOUR);
  const minutes = Math.floor((rest % HOUR) / MINUTE);
  const seconds = Math.floor((rest % MINUTE) / 1_000);
  if (days > 0) return hours > 0 ? `${unit(days, 'day')} ${unit(hours, 'hour')}` : unit(days, 'day');
  if (hours > 0) return minutes > 0 ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(hours, 'hour');
  return `${unit(minutes, 'minute')} ${unit(seconds, 'second')}`;
}

/** The largest unit alone, for a chip in a list: "4d", "3h", "12m". */
export function brief(milliseconds: number): string {
  const rest = Math.abs(milliseconds);
  if (rest >= DAY) return unit(Math.floor(rest / DAY), 'day');
  if (rest >= HOUR) return unit(Math.floor(rest / HOUR), 'hour');
  return unit(Math.floor(rest / MINUTE), 'minute');
}

/** How large a file is, as its sender's computer tells it: "640 bytes", "840 kB", "2.4 MB". */
export function bytes(count: number): string {
  const [value, size]: [number, 'byte' | 'kilobyte' | 'megabyte'] =
    count < 1_000 ? [count, 'byte']
    : count < 999_500 ? [count / 1_000, 'kilobyte']
    : [count / 1_000_000, 'megabyte'];
  const digits = value < 10 && size === 'megabyte' ? 1 : 0;
  // English has no plural for the short form of a byte.
  const unitDisplay = size === 'byte' ? 'long' : 'short';
  const options = { style: 'unit', unit: size, unitDisplay, maximumFractionDigits: digits } as const;
  return once(`bytes ${size} ${digits}`, (l) => new Intl.NumberFormat(l, options)).format(value);
}

export function list(items: string[]): string {
  return once('list', (l) => new Intl.ListFormat(l, { type: 'conjunction' })).format(items);
}
