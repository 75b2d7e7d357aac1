import { computed, signal } from '@preact/signals';
import { type Applied, type Configuration, putConfiguration, readConfiguration, restoreRevision } from '../../api/configuration';
import { type ApiError, asApiError, type Problem } from '../../api/problem';
import { number } from '../../i18n/format';
import { has, t } from '../../i18n/settings';
import { local } from '../../lib/storage';
import { problemWords } from '../../lib/words';
import { refreshAgents, refreshTeams } from '../store/directory';
import { toast } from '../store/toasts';
import { nameOfTextId } from './mailTexts';
import { type AnyPart, changedPlaces, idOf, LISTS, nameOf, rebase } from './parts';

/** Changes that are not saved: made on a revision, of which a copy is kept so that they can be made anew on a later one. */
interface Draft {
  base: number;
  original: Configuration;
  configuration: Configuration;
}

export type Fault = NonNullable<Problem['errors']>[number];

const KEY = 'guichet.settings';
const RECHECK_MS = 800;

function kept(): Draft | null {
  const found = local.read<Partial<Draft>>(KEY);
  if (found?.base === undefined || !found.original || !found.configuration) return null;
  return { base: found.base, original: found.original, configuration: found.configuration };
}

export const draft = signal<Draft | null>(null);
export const loadFailure = signal<ApiError | null>(null);
/** What the server refused, by the field that it named. */
export const faults = signal<readonly Fault[]>([]);
/** The revision that somebody else has saved since this draft was begun. */
export const overtaken = signal<number | null>(null);
export const busy = signal(false);

export const configuration = computed<Configuration>(() => draft.value?.configuration ?? {});
export const original = computed<Configuration>(() => draft.value?.original ?? {});
export const changes = computed(() => (draft.value === null ? [] : changedPlaces(draft.value.original, draft.value.configuration)));

function keep(next: Draft): void {
  draft.value = next;
  if (changes.value.length > 0) local.write(KEY, next);
  else local.remove(KEY);
}

export async function loadSettings(): Promise<void> {
  loadFailure.value = null;
  try {
    const saved = await readConfiguration();
    const mine = draft.value ?? kept();
    if (mine !== null && changedPlaces(mine.original, mine.configuration).length > 0) {
      draft.value = mine;
      overtaken.value = saved.revision === mine.base ? null : saved.revision;
    } else {
      start(saved.revision, saved.configuration);
    }
  } catch (error) {
    loadFailure.value = asApiError(error);
  }
}

function start(base: number, saved: Configuration): void {
  overtaken.value = null;
  faults.value = [];
  keep({ base, original: saved, configuration: saved });
}

let recheck: ReturnType<typeof setTimeout> | undefined;

/** Changes the draft. What the server said about it before may no longer hold, so it is asked again. */
export function edit(change: (configuration: Configuration) => void): void {
  const before = draft.value;
  if (before === null) return;
  const next = structuredClone(before.configuration);
  change(next);
  keep({ ...before, configuration: next });
  if (faults.value.length === 0) return;
  clearTimeout(recheck);
  recheck = setTimeout(() => void send({ dryRun: true }), RECHECK_MS);
}

export async function discard(): Promise<void> {
  const before = draft.value;
  if (before !== null) start(before.base, before.original);
  await loadSettings();
}

/** Makes the same changes on what the other person has saved. Says which parts both have changed. */
export async function catchUp(): Promise<void> {
  const mine = draft.value;
  if (mine === null) return;
  try {
    const saved = await readConfiguration();
    const merged = rebase(mine.original, mine.configuration, saved.configuration);
    overtaken.value = null;
    keep({ base: saved.revision, original: saved.configuration, configuration: merged.configuration });
    if (merged.overlapping.length > 0) toast('error', t('stale.both'), merged.overlapping.map(placeName).join(', '));
  } catch (error) {
    toast('error', t('failed.load'), problemWords(asApiError(error)));
  }
}

/** Tells a refusal where it can be mended. True if it was one that the page shows by itself. */
export function refused(error: ApiError): boolean {
  if (error.code === 'stale_revision') {
    const current = (error.problem as (Problem & { current?: number }) | null)?.current ?? (draft.value?.base ?? 0) + 1;
    if (changes.value.length > 0) {
      overtaken.value = current;
    } else {
      toast('error', t('stale', { revision: current }), t('stale.again'));
      void reload();
    }
    return true;
  }
  if (error.code !== 'configuration_invalid') return false;
  faults.value = error.problem?.errors ?? [];
  return faults.value.length > 0;
}

interface Sending {
  dryRun: boolean;
  note?: string;
}

/** Saves the draft, or only asks whether it could be. */
export async function send({ dryRun, note }: Sending): Promise<Applied | null> {
  const sent = draft.value;
  if (sent === null) return null;
  busy.value = true;
  try {
    const body = { base: sent.base, configuration: sent.configuration, dry_run: dryRun, ...(note ? { note } : {}) };
    const applied = await putConfiguration(body);
    faults.value = [];
    if (!dryRun) {
      saved(applied);
      await reload();
    }
    return applied;
  } catch (cause) {
    const error = asApiError(cause);
    if (!refused(error)) toast('error', t('failed.save'), problemWords(error));
    return null;
  } finally {
    busy.value = false;
  }
}

function saved(applied: Applied): void {
  local.remove(KEY);
  toast('success', t('saved', { revision: applied.revision }));
}

/** After something was saved the document is read again: the server may have put it in order. */
export async function reload(): Promise<void> {
  try {
    const saved = await readConfiguration();
    start(saved.revision, saved.configuration);
    void refreshAgents();
    void refreshTeams();
  } catch (error) {
    loadFailure.value = asApiError(error);
  }
}

export async function restore(revision: number): Promise<boolean> {
  const base = draft.value?.base;
  if (base === undefined) return false;
  busy.value = true;
  try {
    saved(await restoreRevision(revision, base));
    await reload();
    return true;
  } catch (cause) {
    const error = asApiError(cause);
    if (!refused(error)) toast('error', t('failed.restore'), problemWords(error));
    return false;
  } finally {
    busy.value = false;
  }
}

/** A part of the document, as people call it: `policies.gold` is “Policies: Gold”. */
export function placeName(place: string): string {
  if (place === 'desk') return t('place.desk');
  const list = LISTS.find((name) => place === name || place.startsWith(`${name}.`));
  if (list === undefined) return place;
  const page = t(`page.${list}`);
  if (place === list) return t('place.order', { page });
  const id = place.slice(list.length + 1);
  // Whether it is there or not, a text is called by what it is for.
  if (list === 'texts') return t('place.part', { page, name: nameOfTextId(id) });
  const parts: readonly AnyPart[] = [...(configuration.value[list] ?? []), ...(original.value[list] ?? [])];
  const part = parts.find((one) => idOf(one) === id);
  return t('place.part', { page, name: part ? nameOf(part) : id });
}

/** What was refused at a field or, where `within` says so, anywhere below it. */
export function faultAt(field: string, within = false): string | undefined {
  const found = faults.value.find(
    (fault) => fault.field === field || (within && (fault.field.startsWith(`${field}.`) || fault.field.startsWith(`${field}[`))),
  );
  return found && faultWords(found);
}

export const rangeWords = (least: number, most: number): string => t('fault.range', { least: number(least), most: number(most) });

/** What is wrong, for a person. The server's own English is shown only where there are no words of ours. */
export function faultWords({ code, detail = code }: Fault): string {
  const [, least, most] = /^must be from (\d+) to (\d+)$/.exec(detail) ?? [];
  if (code === 'out_of_range' && least && most) return rangeWords(Number(least), Number(most));
  if (code === 'malformed' && / expected u\d+$/.test(detail)) return t('fault.number');
  if (code === 'malformed' || code === 'unknown_placeholder') return t(`fault.${code}`, { detail });
  const key = `fault.${code}`;
  return has(key) ? t(key as 'fault.empty') : detail;
}
