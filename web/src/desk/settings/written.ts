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
