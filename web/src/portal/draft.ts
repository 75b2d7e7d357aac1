import { local } from '../lib/storage';

export interface Fields {
  name: string;
  email: string;
  phone: string;
  topic: string;
  subject: string;
  message: string;
}

export interface Draft {
  fields: Fields;
  /** Made once for a draft and kept through every retry, so that a request can arrive only once. */
  key: string;
  /** The proof that went with an attempt whose fate is unknown; the same request must repeat it to be the same. */
  proof?: string;
}

export const EMPTY: Fields = { name: '', email: '', phone: '', topic: '', subject: '', message: '' };

const KEY = 'guichet.contact';

export function newDraft(fields: Fields = EMPTY): Draft {
  return { fields: { ...fields }, key: crypto.randomUUID() };
}

/** What an earlier visit left, or a new draft. An older shape of the store only loses the fields that it lacks. */
export function loadDraft(): Draft {
  const saved = local.read<Partial<Draft>>(KEY);
  if (typeof saved?.key !== 'string' || typeof saved.fields !== 'object') return newDraft();
  const fields = { ...EMPTY };
  for (const name of Object.keys(EMPTY) as (keyof Fields)[]) {
    const value = saved.fields?.[name];
    if (typeof value === 'string') fields[name] = value;
  }
  return { fields, key: saved.key, ...(typeof saved.proof === 'string' ? { proof: saved.proof } : {}) };
}

export function saveDraft(draft: Draft): void {
  local.write(KEY, draft);
}

export function clearDraft(): void {
  local.remove(KEY);
}

export function isEmpty(fields: Fields): boolean {
  return fields.subject.trim() === '' && fields.message.trim() === '' && fields.name.trim() === '' && fields.email.trim() === '';
}
