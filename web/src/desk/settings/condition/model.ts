import type { Condition } from '../../../api/configuration';

type KeyOf<T> = T extends unknown ? keyof T : never;

/** What a comparison looks at, as it is written. */
export type What = Exclude<KeyOf<Condition>, 'all' | 'any' | 'not'>;

/** What its values are: picked from what the desk has, or typed. */
export type Input = 'choices' | 'words' | 'tags' | 'senders' | 'field' | 'time';

export const INPUTS: Record<What, Input> = {
  form: 'choices',
  topic: 'choices',
  field: 'field',
  brand: 'choices',
  channel: 'choices',
  sender: 'senders',
  organisation: 'choices',
  customer_tag: 'tags',
  language: 'choices',
  words: 'words',
  subject_words: 'words',
  type: 'choices',
  priority: 'choices',
  team: 'choices',
  tag: 'tags',
  time: 'time',
};

export const JOINS = ['all', 'any', 'none', 'not_all'] as const;
export type Join = (typeof JOINS)[number];

/** `all`, `any` and `not` with what lies in them. */
export interface Group {
  join: Join;
  parts: Condition[];
  /** Its only part is written without a list: a condition that is one comparison, or `not` of a `not`. */
  bare: boolean;
}

/** A comparison, or `not` of one. */
export interface Test {
  what: What;
  negated: boolean;
  /** The field or the calendar that is looked at; empty for what needs none. */
  of: string;
  /** Any of these will do. */
  values: string[];
  /** Written as a list even if there is only one. */
  list: boolean;
}

/** A group, or nothing if the condition is a comparison. */
export function readGroup(condition: Condition): Group | null {
  if ('all' in condition) return { join: 'all', parts: condition.all, bare: false };
  if ('any' in condition) return { join: 'any', parts: condition.any, bare: false };
  if (!('not' in condition)) return null;
  const inner = condition.not;
  if ('any' in inner) return { join: 'none', parts: inner.any, bare: false };
  if ('all' in inner) return { join: 'not_all', parts: inner.all, bare: false };
  return 'not' in inner ? { join: 'none', parts: [inner], bare: true } : null;
}

/** The whole of a condition is shown as a group. None at all holds for everything, as `all` of nothing does. */
export function readWhole(condition: Condition | null | undefined): Group {
  if (condition == null) return { join: 'all', parts: [], bare: false };
  return readGroup(condition) ?? { join: 'all', parts: [condition], bare: true };
}

/** Whether the group, written without a list, would be read as the same group again. */
function staysBare({ join, parts, bare }: Group): boolean {
  const [only] = parts;
  if (!bare || only === undefined || parts.length > 1) return false;
  return join === 'all' ? readGroup(only) === null : join === 'none' && 'not' in only;
}

export function writeGroup(group: Group): Condition {
  const { join, parts } = group;
  if (staysBare(group)) return join === 'all' ? parts[0]! : { not: parts[0]! };
  if (join === 'all') return { all: parts };
  if (join === 'any') return { any: parts };
  return { not: join === 'none' ? { any: parts } : { all: parts } };
}

/** Its parts, each as it counts outside of the group. */
export const dissolve = ({ join, parts }: Group): Condition[] =>
  join === 'none' || join === 'not_all' ? parts.map((part) => ({ not: part })) : parts;

/** A part in a group of its own: one that means something else than the group around it. */
export const wrap = (part: Condition, around: Join): Condition => (around === 'any' ? { all: [part] } : { any: [part] });

const LISTS: Record<Join, string> = { all: '.all', any: '.any', none: '.not.any', not_all: '.not.all' };

/** Where in the document the list of a group is, as the server names places. */
export const placeOfList = (at: string, { join }: Group): string => at + LISTS[join];

export function placeOfPart(at: string, group: Group, index: number): string {
  if (staysBare(group)) return group.join === 'all' ? at : `${at}.not`;
  return `${placeOfList(at, group)}[${index}]`;
}

export const placeOfTest = (at: string, { negated, what }: Test): string => `${at}${negated ? '.not' : ''}.${what}`;

type AnyOf = string | string[];

const readAnyOf = (value: AnyOf): Pick<Test, 'values' | 'list'> =>
  typeof value === 'string' ? { values: [value], list: false } : { values: value, list: true };

const writeAnyOf = ({ values, list }: Test): AnyOf => (list || values.length !== 1 ? values : values[0]!);

/** A comparison, or nothing if this page does not know what it looks at. */
export function readTest(condition: Condition): Test | null {
  const negated = 'not' in condition;
  const leaf = negated ? condition.not : condition;
  if ('field' in leaf) return { what: 'field', negated, of: leaf.field.id, ...readAnyOf(leaf.field.is) };
  if ('time' in leaf) return { what: 'time', negated, of: leaf.time.calendar, values: [leaf.time.is], list: false };
  const what = Object.keys(leaf)[0] as What;
  if (!Object.hasOwn(INPUTS, what)) return null;
  return { what, negated, of: '', ...readAnyOf((leaf as Record<What, AnyOf>)[what]) };
}

function writeLeaf(test: Test): Condition {
  const { what, of, values } = test;
  if (what === 'field') return { field: { id: of, is: writeAnyOf(test) } };
  if (what === 'time') return { time: { calendar: of, is: values[0] === 'closed' ? 'closed' : 'open' } };
  return { [what]: writeAnyOf(test) } as Condition;
}

export const writeTest = (test: Test): Condition => (test.negated ? { not: writeLeaf(test) } : writeLeaf(test));
