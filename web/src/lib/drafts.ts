import type { SentFile } from './files';
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

/** The bucket forgets an upload that no message took after a day; the draft forgets it somewhat sooner. */
const FILES_KEPT_MS = 23 * 60 * 60 * 1_000;

interface KeptFile extends SentFile {
  sent_at: number;
}

const filesKey = (name: string): string => `${PREFIX}${name}.files`;

const isKept = (file: Partial<KeptFile> | null): file is KeptFile =>
  typeof file?.id === 'string' && typeof file.name === 'string' && typeof file.size === 'number' && typeof file.sent_at === 'number';

/** The files of a draft that are sent already, so that a reload does not send them again. */
export function loadFiles(name: string, now = Date.now()): SentFile[] {
  const saved = local.read<Partial<KeptFile>[]>(filesKey(name));
  if (!Array.isArray(saved)) return [];
  return saved
    .filter(isKept)
    .filter((file) => now - file.sent_at < FILES_KEPT_MS)
    .map(({ id, name: called, size, media_type = '' }) => ({ id, name: called, size, media_type }));
}

export function saveFiles(name: string, files: readonly SentFile[], now = Date.now()): void {
  const before = local.read<Partial<KeptFile>[]>(filesKey(name));
  const sentAt = (id: string): number => (Array.isArray(before) ? before : []).find((file) => file?.id === id)?.sent_at ?? now;
  if (files.length === 0) local.remove(filesKey(name));
  else local.write(filesKey(name), files.map((file): KeptFile => ({ ...file, sent_at: sentAt(file.id) })));
}
