import { linkify } from '../lib/linkify';

/** A message as it was written: plain text, line breaks kept, addresses made into links. Never HTML. */
export function Body({ text }: { text: string }) {
  return (
    <div class="body" dir="auto">
      {linkify(text).map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ),
      )}
    </div>
  );
}
