import { local } from './storage';

/** A text being written, kept until the server has acknowledged it. */
export interface TextDraft {
  text: string;
  /** Made once for a text and kept through every retry, so that it can arrive only once. */
  key: string;
}

const PREFIX = 'guichet.draft.';

export function loadText(name: string): TextDraft {
  const saved = local.read<Partial<TextDraft>>(PREFIX + name);
  if (typeof saved?.text === 'string' && typeof saved.key === 'string') return { text: saved.text, key: saved.key };
  return newText();
}

export function newText(text = ''): TextDraft {
  return { text, key: crypto.randomUUID() };
}

/** An empty text is no draft, so that finished work leaves nothing behind. */
export function saveText(name: string, draft: TextDraft): void {
  if (draft.text === '') local.remove(PREFIX + name);
  else local.write(PREFIX + name, draft);
}

export function clearText(name: string): void {
  local.remove(PREFIX + name);
}
