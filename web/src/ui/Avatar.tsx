interface Props {
  name: string;
  kind?: 'customer' | 'agent' | 'system';
  size?: 'small' | 'medium';
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase();
}

/** The same name always has the same one of six quiet tints. */
function tint(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 6;
  return sum;
}

export function Avatar({ name, kind = 'customer', size = 'medium' }: Props) {
  return (
    <span class={`avatar avatar-${size} avatar-${kind} tint-${tint(name)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
