/** How much may be attached, in bytes. */
export interface FileLimits {
  file_bytes: number;
  message_bytes: number;
}

/** A file that is attached to what is being written: its bytes lie in the bucket. */
export interface SentFile {
  id: string;
  name: string;
  size: number;
  media_type: string;
}

export type FileKind = 'image' | 'pdf' | 'archive' | 'sheet' | 'text' | 'sound' | 'film' | 'unknown';

/** What a browser can show by itself, and the API hands out for showing. */
const SHOWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const ARCHIVE = /zip|compressed|x-tar|x-7z|x-rar|gzip/;
const SHEET = /spreadsheet|excel|csv/;
const TEXT = /^text\/|wordprocessing|msword|opendocument\.text|rtf|json|xml/;

export const isShown = (mediaType: string): boolean => SHOWN.has(mediaType);

/** What an icon says of a file. */
export function kindOf(mediaType: string): FileKind {
  if (mediaType.startsWith('image/')) return 'image';
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType.startsWith('audio/')) return 'sound';
  if (mediaType.startsWith('video/')) return 'film';
  if (ARCHIVE.test(mediaType)) return 'archive';
  if (SHEET.test(mediaType)) return 'sheet';
  return TEXT.test(mediaType) ? 'text' : 'unknown';
}

/** The most that one message may carry; the API refuses more. */
export const MOST_FILES = 50;

export type Excess = 'file_too_large' | 'message_too_large' | 'too_many' | 'empty';

/** Why a file can not be added to those that are there. Nothing if it can. */
export function excessOf(file: { size: number }, others: readonly { size: number }[], limits: FileLimits): Excess | null {
  if (file.size === 0) return 'empty';
  if (others.length >= MOST_FILES) return 'too_many';
  if (file.size > limits.file_bytes) return 'file_too_large';
  const together = others.reduce((sum, other) => sum + other.size, file.size);
  return together > limits.message_bytes ? 'message_too_large' : null;
}

/** Browsers name no type for what they do not know, and some name it with parameters. */
export function mediaTypeOf(type: string): string {
  const bare = type.split(';')[0]!.trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(bare) ? bare : 'application/octet-stream';
}

/** The longest name that the API takes, in characters. */
const LONGEST_NAME = 160;

/** Separators of paths, what can not be seen, and what turns the direction of writing: the API takes none of them in a name. */
const REFUSED = /[/\\:\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

function split(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  // What is longer is no extension but a part of the name.
  return dot > 0 && name.length - dot <= 12 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

function shortened(stem: string, rest: string): string {
  return [...stem].slice(0, LONGEST_NAME - [...rest].length).join('').trimEnd() + rest;
}

/** A name that the API takes and that no other file of the message has: pictures that are pasted all have the same. */
export function nameOf(name: string, taken: readonly string[]): string {
  const clean = name.replace(REFUSED, '_').replace(/^[\s.]+/, '').trim();
  const [stem, extension] = split(clean === '' ? 'file' : clean);
  for (let count = 1; ; count += 1) {
    const next = shortened(stem, count === 1 ? extension : ` (${count})${extension}`);
    if (!taken.includes(next)) return next;
  }
}
