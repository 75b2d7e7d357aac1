import type { Problem } from '../api/problem';
import type { Form } from '../api/types';
import { customName, type FieldName, type Fields, type UsualFields } from './draft';

export type FieldErrors = Partial<Record<FieldName, string>>;

const BEFORE: readonly FieldName[] = ['name', 'email', 'phone', 'topic'];
const AFTER: readonly FieldName[] = ['subject', 'message'];
const REQUIRED: readonly (keyof UsualFields)[] = ['name', 'email', 'topic', 'subject', 'message'];

/** The longest line that a field of a form takes. The API names no limit for it. */
export const CUSTOM_LIMIT = 80;

/** In the order of the page: the first of these with an error gets the focus. */
export const order = (form: Form): FieldName[] => [
  ...BEFORE,
  ...(form.custom_fields ?? []).map((field) => customName(field.id)),
  ...AFTER,
];

/** Counted as the server counts: characters, not the halves that JavaScript's length sees in an emoji. */
export const length = (text: string): number => [...text].length;

/**
 * Finds what is surely wrong before anything is sent, with the codes of the API. The server has the last word: an address
 * only has to look like one here.
 */
export function validate(fields: Fields, form: Form): FieldErrors {
  const errors: FieldErrors = {};
  for (const name of REQUIRED) {
    if (fields[name].trim() === '') errors[name] = 'required';
  }
  if (form.fields.phone === 'required' && fields.phone.trim() === '') errors.phone = 'required';
  if (!errors.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(fields.email.trim())) errors.email = 'invalid';
  if (!errors.topic && !form.topics.some((topic) => topic.id === fields.topic)) errors.topic = 'unknown';
  for (const name of ['name', 'subject', 'message'] as const) {
    if (length(fields[name].trim()) > form.limits[name]) errors[name] = 'too_long';
  }
  for (const { id, options = [] } of form.custom_fields ?? []) {
    const [name, value] = [customName(id), customValue(fields, id)];
    if (length(value) > CUSTOM_LIMIT) errors[name] = 'too_long';
    else if (value !== '' && options.length > 0 && !options.includes(value)) errors[name] = 'unknown';
  }
  return errors;
}

const customValue = (fields: Fields, id: string): string => (fields[customName(id)] ?? '').trim();

/** What was entered in the form's own fields, by their ids. What was left empty is left out. */
export function customFields(fields: Fields, form: Form): Record<string, string> {
  const entered = (form.custom_fields ?? []).map(({ id }) => [id, customValue(fields, id)] as const);
  return Object.fromEntries(entered.filter(([, value]) => value !== ''));
}

/** The server's refusals by field. What it says about a field that the page does not show is left to the banner. */
export function fieldErrors(problem: Problem | null, form: Form): FieldErrors {
  const errors: FieldErrors = {};
  const shown = order(form);
  for (const { field, code } of problem?.errors ?? []) {
    const name = shown.find((known) => known === field);
    if (name && !errors[name]) errors[name] = code;
  }
  return errors;
}
