import type { Form } from '../api/types';
import type { Problem } from '../api/problem';
import type { Fields } from './draft';

export type FieldName = keyof Fields;
export type FieldErrors = Partial<Record<FieldName, string>>;

/** In the order of the page: the first of these with an error gets the focus. */
export const ORDER: readonly FieldName[] = ['name', 'email', 'phone', 'topic', 'subject', 'message'];

/** Counted as the server counts: characters, not the halves that JavaScript's length sees in an emoji. */
export const length = (text: string): number => [...text].length;

/**
 * Finds what is surely wrong before anything is sent, with the codes of the API. The server has the last word: an address
 * only has to look like one here.
 */
export function validate(fields: Fields, form: Form): FieldErrors {
  const errors: FieldErrors = {};
  for (const name of ORDER) {
    if (name !== 'phone' && fields[name].trim() === '') errors[name] = 'required';
  }
  if (form.fields.phone === 'required' && fields.phone.trim() === '') errors.phone = 'required';
  if (!errors.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(fields.email.trim())) errors.email = 'invalid';
  if (!errors.topic && !form.topics.some((topic) => topic.id === fields.topic)) errors.topic = 'unknown';
  for (const name of ['name', 'subject', 'message'] as const) {
    if (length(fields[name].trim()) > form.limits[name]) errors[name] = 'too_long';
  }
  return errors;
}

/** The server's refusals by field. What it says about a field that the page does not show is left to the banner. */
export function fieldErrors(problem: Problem | null): FieldErrors {
  const errors: FieldErrors = {};
  for (const { field, code } of problem?.errors ?? []) {
    const name = ORDER.find((known) => known === field);
    if (name && !errors[name]) errors[name] = code;
  }
  return errors;
}
