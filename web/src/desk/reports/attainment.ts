import type { Split } from '../route';
import type { Counted } from './api';
import { type Day, length, type Period, plusDays } from './period';

export interface Score {
  met: number;
  breached: number;
}

export interface Group extends Score {
  key: string;
}

/** A day or a week of the chart, named by its first day. */
export interface Step extends Score {
  from: Day;
  to: Day;
}

/** More columns than these are no longer told apart: weeks then stand for days. */
const MOST_COLUMNS = 31;

export const total = (rows: readonly Score[]): Score =>
  rows.reduce((sum: Score, row) => ({ met: sum.met + row.met, breached: sum.breached + row.breached }), { met: 0, breached: 0 });

/** The part that was met, or null where nothing was to be met. */
export function share({ met, breached }: Score): number | null {
  const all = met + breached;
  return all === 0 ? null : met / all;
}

export function splitBy(rows: readonly Counted[], by: Split): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = String(row[by]);
    const group = groups.get(key) ?? { key, met: 0, breached: 0 };
    groups.set(key, { key, ...total([group, row]) });
  }
  return [...groups.values()];
}

/** Monday, as the week begins in both languages. */
function weekOf(day: Day): Day {
  return plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** The period cut into days, or into weeks where it is long; also those in which nothing was counted. */
export function series(rows: readonly Counted[], period: Period): Step[] {
  const weekly = length(period) > MOST_COLUMNS;
  const steps = new Map<Day, Step>();
  for (let day = period.from; day <= period.to; day = plusDays(day, 1)) {
    const key = weekly ? weekOf(day) : day;
    const step = steps.get(key);
    if (step) step.to = day;
    else steps.set(key, { from: day, to: day, met: 0, breached: 0 });
  }
  for (const row of rows) {
    const step = steps.get(weekly ? weekOf(row.day) : row.day);
    if (!step) continue;
    step.met += row.met;
    step.breached += row.breached;
  }
  return [...steps.values()];
}

export type Column = 'name' | 'share' | 'met' | 'breached';

export interface Order {
  column: Column;
  ascending: boolean;
}

/** Sorts by a column, and by name where that leaves a tie. */
export function sorted<G extends Group & { name: string }>(groups: readonly G[], { column, ascending }: Order): G[] {
  const value = (group: G): number => (column === 'share' ? (share(group) ?? 0) : column === 'name' ? 0 : group[column]);
  const sign = ascending ? 1 : -1;
  const byName = (a: G, b: G): number => a.name.localeCompare(b.name, undefined, { numeric: true });
  return [...groups].sort((a, b) => (column === 'name' ? sign * byName(a, b) : sign * (value(a) - value(b)) || byName(a, b)));
}
