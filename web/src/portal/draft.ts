import { local } from '../lib/storage';

/** What every form asks for. */
export interface UsualFields {
  name: string;
  email: string;
  phone: string;
  topic: string;
  subject: string;
  message: string;
}

/** The name by which the API calls a field that one form asks for beside the usual. */
export type CustomName = `fields.${string}`;

export type FieldName = keyof UsualFields | CustomName;
export type Fields = UsualFields & { [name: CustomName]: string };

export interface Draft {
  form: string;
  fields: Fields;
  /** Made once for a draft and kept through every retry, so that a request can arrive only once. */
  key: string;
  /** The proof that went with an attempt whose fate is unknown; the same request must repeat it to be the same. */
  proof?: string;
}

export const START_PAGE = 'default';

export const EMPTY: Fields = { name: '', email: '', phone: '', topic: '', subject: '', message: '' };

export const customName = (id: string): CustomName => `fields.${id}`;

const isFieldName = (name: string): name is FieldName => Object.hasOwn(EMPTY, name) || name.startsWith('fields.');

const keyOf = (form: string): string => (form === START_PAGE ? 'guichet.contact' : `guichet.contact.${form}`);

export function newDraft(form: string, fields: Fields = EMPTY): Draft {
  return { form, fields: { ...fields }, key: crypto.randomUUID() };
}

/** What an earlier visit left, or a new draft. An older shape of the store only loses the fields that it lacks. */
export function loadDraft(form: string): Draft {
  const saved = local.read<Partial<Draft>>(keyOf(form));
  if (typeof saved?.key !== 'string' || typeof saved.fields !== 'object') return newDraft(form);
  const fields = { ...EMPTY };
  for (const [name, value] of Object.entries(saved.fields ?? {})) {
    if (isFieldName(name) && typeof value === 'string') fields[name] = value;
  }
  return { form, fields, key: saved.key, ...(typeof saved.proof === 'string' ? { proof: saved.proof } : {}) };
}

export function saveDraft(draft: Draft): void {
  local.write(keyOf(draft.form), draft);
}

export function clearDraft(form: string): void {
  local.remove(keyOf(form));
}

/** Whether there is nothing that would be missed. A topic or a choice is made again with a click. */
export function isEmpty(fields: Fields): boolean {
  return fields.subject.trim() === '' && fields.message.trim() === '' && fields.name.trim() === '' && fields.email.trim() === '';
}
