export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

// Only these two schemes: a message is written by a stranger, and `javascript:` is a scheme too.
const URLS = /\bhttps?:\/\/[^\s<>"'`]+/gi;

/** Punctuation that ends the sentence rather than the address, and a bracket that was opened before the address. */
function trim(url: string): string {
  let end = url.length;
  while (end > 0) {
    const last = url[end - 1]!;
    const open = last === ')' ? '(' : last === ']' ? '[' : null;
    if (open !== null) {
      const head = url.slice(0, end);
      if (head.split(open).length >= head.split(last).length) break;
    } else if (!'.,;:!?»'.includes(last)) {
      break;
    }
    end -= 1;
  }
  return url.slice(0, end);
}

/** Splits a plain text into text and links. The pieces put together are always the text itself. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(URLS)) {
    const url = trim(match[0]);
    if (!URL.canParse(url)) continue;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'link', text: url, href: url });
    from = match.index + url.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
