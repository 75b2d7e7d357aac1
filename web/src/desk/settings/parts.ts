import type { Configuration, Locale, MailKind, MailText, Part } from '../../api/configuration';
import { languageName } from '../../i18n/format';
import { t } from '../../i18n/settings';

/** The lists of the document, in its order. */
export const LISTS = ['calendars', 'organisations', 'skills', 'teams', 'agents', 'forms', 'mailboxes', 'texts', 'rules', 'policies'] as const;
export type ListName = (typeof LISTS)[number];

/** What a text is for. There is one for each mail and language. */
export type TextId = Pick<MailText, 'mail' | 'language'>;
export type AnyPart = Part | TextId;

const partsOf = (all: Configuration, list: ListName): AnyPart[] => all[list] ?? [];

/** What tells a part from the others of its list. */
export const idOf = (part: AnyPart): string => ('mail' in part ? `${part.mail}.${part.language}` : part.id);

/** Equal as documents: the order of keys and keys without a value do not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, index) => same(one, b[index]));
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
}

const ids = (parts: AnyPart[]): string[] => parts.map(idOf);
const byId = (parts: AnyPart[], id: string): AnyPart | undefined => parts.find((part) => idOf(part) === id);

function moved(before: AnyPart[], after: AnyPart[]): boolean {
  const kept = ids(before).filter((id) => byId(after, id));
  return !same(kept, ids(after).filter((id) => byId(before, id)));
}

/** The parts in which two documents differ, named as the server names them: `policies.gold`, or `policies` for an order. */
export function changedPlaces(before: Configuration, after: Configuration): string[] {
  const places = same(before.desk, after.desk) ? [] : ['desk'];
  for (const list of LISTS) {
    const [old, now] = [partsOf(before, list), partsOf(after, list)];
    const all = new Set([...ids(old), ...ids(now)]);
    for (const id of all) if (!same(byId(old, id), byId(now, id))) places.push(`${list}.${id}`);
    if (moved(old, now)) places.push(list);
  }
  return places;
}

interface Rebased {
  configuration: Configuration;
  /** Parts that both sides changed, differently. Mine is kept in them. */
  overlapping: string[];
}

/** My changes to a document, made anew on the one that somebody else has saved since. */
export function rebase(original: Configuration, mine: Configuration, theirs: Configuration): Rebased {
  const result: Configuration = structuredClone(theirs);
  const changed = new Set(changedPlaces(original, mine));
  const alsoTheirs = new Set(changedPlaces(original, theirs));
  if (changed.has('desk')) result.desk = structuredClone(mine.desk);
  for (const list of LISTS) {
    const [own, others] = [partsOf(mine, list), partsOf(theirs, list)];
    const merged = others.flatMap((part) => (changed.has(`${list}.${idOf(part)}`) ? [byId(own, idOf(part)) ?? []].flat() : [part]));
    own.forEach((part, index) => {
      if (changed.has(`${list}.${idOf(part)}`) && !byId(merged, idOf(part))) merged.splice(index, 0, part);
    });
    if (changed.has(list)) {
      const place = new Map(ids(own).map((id, index) => [id, index]));
      merged.sort((a, b) => (place.get(idOf(a)) ?? own.length) - (place.get(idOf(b)) ?? own.length));
    }
    if (merged.length > 0 || result[list]) Object.assign(result, { [list]: structuredClone(merged) });
  }
  const differing = new Set(changedPlaces(theirs, mine));
  const overlapping = [...changed].filter((place) => alsoTheirs.has(place) && differing.has(place));
  return { configuration: result, overlapping };
}

interface ValueDifference {
  path: string;
  before: unknown;
  after: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where two versions of a part differ: down to the smallest object that both have. Lists are told as a whole. */
export function differingValues(before: unknown, after: unknown, path = ''): ValueDifference[] {
  if (same(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differingValues(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

export const textName = (mail: MailKind, language: Locale): string => t('text.name', { mail: t(`mail.${mail}`), language: languageName(language) });

/** What people call a part. One without a name goes by its address, or by its id. */
export const nameOf = (part: AnyPart): string => ('mail' in part ? textName(part.mail, part.language) : part.name || part.address || part.id);

/** An id made from a name that no part of the list has yet. */
export function freshId(parts: readonly Part[], stem: string): string {
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!parts.some((part) => part.id === id)) return id;
  }
}
