import { signal } from '@preact/signals';
import { type ApiError, asApiError } from '../../api/problem';
import { serverNow } from '../../lib/clock';
import { type Attainment, type Now, readAttainment, readNow, readPolicyNames } from './api';
import { custom, type Period } from './period';

/** What was last read, and what went wrong since. What is there stays in sight while there is trouble. */
interface Read<T> {
  data: T | null;
  error: ApiError | null;
  /** When it was read. */
  at: number;
}

const UNREAD = { data: null, error: null, at: 0 };

export const now = signal<Read<Now>>(UNREAD);
export const attainment = signal<Read<Attainment> & { period: string }>({ ...UNREAD, period: '' });
export const policyNames = signal<ReadonlyMap<string, string>>(new Map());

export async function loadNow(): Promise<void> {
  try {
    now.value = { data: await readNow(), error: null, at: serverNow() };
  } catch (error) {
    now.value = { ...now.value, error: asApiError(error) };
  }
}

/** An answer about a period that is no longer the one asked for is dropped. */
export async function loadAttainment(period: Period): Promise<void> {
  const key = custom(period);
  if (attainment.value.period !== key) attainment.value = { ...UNREAD, period: key };
  else attainment.value = { ...attainment.value, error: null };
  try {
    const data = await readAttainment(period.from, period.to);
    if (attainment.value.period === key) attainment.value = { data, error: null, at: serverNow(), period: key };
  } catch (error) {
    if (attainment.value.period === key) attainment.value = { ...attainment.value, error: asApiError(error) };
  }
}

/** Without their names, policies are told by their ids. */
export async function loadPolicyNames(): Promise<void> {
  try {
    policyNames.value = await readPolicyNames();
  } catch {
    return;
  }
}
