const WIDTH = 60;

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A text that could be taken for something else stands in quotes. */
const scalar = (value: unknown): string =>
  typeof value === 'string' && /^(?!(true|false|null|yes|no|[\d.]+)$)[\p{L}\d+][^:#{}[\],"\n]*$/iu.test(value) ? value : JSON.stringify(value);

function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  if (!isNested(value)) return scalar(value);
  const pairs = Object.entries(value).map(([key, one]) => `${key}: ${flat(one)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** A value as the exported YAML has it, to be read at a glance: what is short stays on one line. */
export function written(value: unknown, indent = ''): string {
  const line = flat(value);
  if (!isNested(value) || indent.length + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return value.map((one) => `${indent}- ${written(one, inner).trimStart()}`).join('\n');
  const pairs = Object.entries(value).map(([key, one]) => {
    const text = written(one, inner);
    return `${indent}${key}:${text.startsWith(inner) ? '\n' : ' '}${text}`;
  });
  return pairs.join('\n');
}
