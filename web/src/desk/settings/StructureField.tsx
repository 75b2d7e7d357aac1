import { useId, useState } from 'preact/hooks';
import type { Condition } from '../../api/configuration';
import { t } from '../../i18n/settings';
import { type Common, Frame } from './controls';
import { broken, faultAt, setBroken } from './draft';

interface StructureProps extends Common {
  /** Names the part by its id, so that the text stays with it when the list is put in another order. */
  place: string;
  value: unknown;
  onChange: (value: Condition | undefined) => void;
}

/** A value with a structure, edited as text. What can not be read yet is kept as it was typed and holds up saving. */
export function StructureField({ label, field, hint, place, value, onChange }: StructureProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const unread = broken.value.get(place);
  const text = unread ?? typed ?? written(value);
  const error = unread !== undefined ? t('structure.broken') : faultAt(field, true);

  function input(next: string) {
    setTyped(next);
    const read = parse(next);
    setBroken(place, read === null ? next : null);
    if (read !== null) onChange(read.value);
  }

  return (
    <Frame id={id} label={label} bare={false} error={error} hint={hint}>
      <textarea
        id={id}
        class="input input-mono"
        rows={Math.min(16, Math.max(4, text.split('\n').length + 1))}
        value={text}
        spellcheck={false}
        aria-invalid={error ? true : undefined}
        onInput={(event) => input(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
      />
    </Frame>
  );
}

/** Short lists and objects stay on one line: `{"team": ["support", "billing"]}` is read at a glance. */
export function written(value: unknown, indent = ''): string {
  if (value === undefined) return '';
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ').replace(/([[{]) /g, '$1').replace(/ ([\]}])/g, '$1');
  if (flat.length + indent.length <= 56 || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((one) => inner + written(one, inner)).join(',\n')}\n${indent}]`;
  const pairs = Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${written(one, inner)}`);
  return `{\n${pairs.join(',\n')}\n${indent}}`;
}

function parse(text: string): { value: Condition | undefined } | null {
  if (text.trim() === '') return { value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value: value as Condition } : null;
  } catch {
    return null;
  }
}
