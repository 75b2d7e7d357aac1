import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/api/problem';
import { type Counted, type Now, readAttainment, readNow } from '../src/desk/reports/api';
import { series, share, sorted, splitBy, total } from '../src/desk/reports/attainment';
import { custom, fault, length, resolve } from '../src/desk/reports/period';
import { attainment, loadAttainment, loadNow, now } from '../src/desk/reports/store';

vi.mock('../src/desk/reports/api', () => ({ readNow: vi.fn(), readAttainment: vi.fn(), readPolicyNames: vi.fn() }));

const at = Date.parse('2026-11-23T23:30:00Z');

const row = (day: string, met: number, breached: number, more: Partial<Counted> = {}): Counted => ({
  day,
  team: 'support',
  tier: 1,
  policy: 'gold',
  metric: 'first_response',
  met,
  breached,
  ...more,
});

describe('a period', () => {
  it('of days ends today, by the days of UTC', () => {
    expect(resolve('7', at)).toEqual({ from: '2026-11-17', to: '2026-11-23' });
    expect(length(resolve('90', at))).toBe(90);
  });

  it('of two days is taken as it is', () => {
    expect(resolve('2026-02-01..2026-03-01', at)).toEqual({ from: '2026-02-01', to: '2026-03-01' });
    expect(custom({ from: '2026-02-01', to: '2026-03-01' })).toBe('2026-02-01..2026-03-01');
  });

  it('that can not be asked for says why, and the usual one takes its place', () => {
    expect(fault({ from: '2026-03-01', to: '2026-03-01' })).toBeNull();
    expect(fault({ from: '2025-11-23', to: '2026-11-23' })).toBeNull();
    expect(fault({ from: '2025-11-22', to: '2026-11-23' })).toBe('too_long');
    expect(fault({ from: '2026-03-02', to: '2026-03-01' })).toBe('reversed');
    expect(fault({ from: '', to: '2026-03-01' })).toBe('missing');
    expect(resolve('2026-03-02..2026-03-01', at)).toEqual({ from: '2026-10-25', to: '2026-11-23' });
  });
});

describe('what was kept', () => {
  it('is a share of all that ended, and none where nothing did', () => {
    expect(share(total([row('2026-11-02', 12, 1), row('2026-11-03', 2, 5)]))).toBe(0.7);
    expect(share(total([]))).toBeNull();
  });

  it('is split by what it belongs to', () => {
    const rows = [row('2026-11-02', 1, 0), row('2026-11-03', 2, 1), row('2026-11-03', 4, 0, { team: 'lab', tier: 3 })];
    expect(splitBy(rows, 'tier')).toEqual([
      { key: '1', met: 3, breached: 1 },
      { key: '3', met: 4, breached: 0 },
    ]);
    expect(splitBy(rows, 'policy')).toEqual([{ key: 'gold', met: 7, breached: 1 }]);
  });

  it('is sorted by any column, either way', () => {
    const groups = [
      { key: 'a', name: 'Tier 10', met: 9, breached: 1 },
      { key: 'b', name: 'Tier 2', met: 1, breached: 1 },
      { key: 'c', name: 'Tier 1', met: 18, breached: 2 },
    ];
    const keys = (column: 'name' | 'share' | 'met', ascending: boolean) => sorted(groups, { column, ascending }).map(({ key }) => key);
    expect(keys('share', true)).toEqual(['b', 'c', 'a']);
    expect(keys('met', false)).toEqual(['c', 'a', 'b']);
    expect(keys('name', true)).toEqual(['c', 'b', 'a']);
    expect(keys('name', false)).toEqual(['a', 'b', 'c']);
  });
});

describe('the chart', () => {
  it('has a column for each day of a short period, also for an empty one', () => {
    const steps = series([row('2026-11-02', 1, 1), row('2026-11-02', 2, 0), row('2026-10-01', 9, 9)], { from: '2026-11-01', to: '2026-11-03' });
    expect(steps).toEqual([
      { from: '2026-11-01', to: '2026-11-01', met: 0, breached: 0 },
      { from: '2026-11-02', to: '2026-11-02', met: 3, breached: 1 },
      { from: '2026-11-03', to: '2026-11-03', met: 0, breached: 0 },
    ]);
  });

  it('has a column for each week of a long one, cut at its ends', () => {
    const steps = series([row('2026-11-22', 1, 0), row('2026-11-23', 5, 1)], resolve('90', at));
    expect(steps).toHaveLength(14);
    expect(steps[0]).toMatchObject({ from: '2026-08-26', to: '2026-08-30' });
    expect(steps.at(-2)).toEqual({ from: '2026-11-16', to: '2026-11-22', met: 1, breached: 0 });
    expect(steps.at(-1)).toEqual({ from: '2026-11-23', to: '2026-11-23', met: 5, breached: 1 });
  });
});

describe('reading', () => {
  const standing: Now = { teams: [], agents: [], at_risk: [] };

  it('keeps what was there while there is trouble, and says that there is', async () => {
    vi.mocked(readNow).mockResolvedValueOnce(standing);
    await loadNow();
    vi.mocked(readNow).mockRejectedValueOnce(new ApiError(0, 'network'));
    await loadNow();
    expect(now.value.data).toEqual(standing);
    expect(now.value.error?.code).toBe('network');
  });

  it('drops the answer about a period that is no longer asked for', async () => {
    const waiting: (() => void)[] = [];
    vi.mocked(readAttainment).mockImplementation((from, to) => new Promise((answer) => waiting.push(() => answer({ from, to, rows: [] }))));
    const month = loadAttainment({ from: '2026-10-25', to: '2026-11-23' });
    const week = loadAttainment({ from: '2026-11-17', to: '2026-11-23' });
    waiting[1]!();
    waiting[0]!();
    await Promise.all([month, week]);
    expect(attainment.value.data?.from).toBe('2026-11-17');
  });
});
