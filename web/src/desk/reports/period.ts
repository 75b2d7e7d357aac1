/** Days are those of UTC, as the API counts them: `2026-11-23`. */
export type Day = string;

export interface Period {
  from: Day;
  to: Day;
}

export const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

export const dayOf = (at: number): Day => new Date(at).toISOString().slice(0, 10);

export const plusDays = (day: Day, days: number): Day => dayOf(Date.parse(day) + days * DAY_MS);

/** Both ends belong to it. */
export const length = ({ from, to }: Period): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

export const custom = ({ from, to }: Period): string => `${from}..${to}`;

/** What a period of the address means today: so many days up to now, or the two days that it names. */
export function resolve(period: string, now: number): Period {
  const today = dayOf(now);
  const [from, to] = period.split('..');
  if (to === undefined) return { from: plusDays(today, 1 - Number(period)), to: today };
  const asked = { from: from!, to };
  return fault(asked) === null ? asked : { from: plusDays(today, -29), to: today };
}

/** Why a period can not be asked for. */
export function fault(period: Period): 'missing' | 'reversed' | 'too_long' | null {
  const days = length(period);
  if (Number.isNaN(days)) return 'missing';
  if (days < 1) return 'reversed';
  return days > MOST_DAYS ? 'too_long' : null;
}
