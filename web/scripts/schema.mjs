// One place that turns the API's OpenAPI snapshot into types, so that the test for staleness and the command that
// repairs it cannot disagree.
import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const snapshot = new URL(process.env.OPENAPI ?? '../../docs/openapi.json', import.meta.url);

export const target = new URL('../src/api/schema.ts', import.meta.url);

// A field that the server fills in when it is absent may be absent.
const options = { alphabetize: true, defaultNonNullable: false };

// The types change when the API does, not when a sentence about it does; the sentences are read at /api/docs.
const withoutProse = (key, value) => ((key === 'description' || key === 'summary') && typeof value === 'string' ? '' : value);

export async function render() {
  const document = JSON.parse(await readFile(snapshot, 'utf8'), withoutProse);
  const types = astToString(await openapiTS(document, options));
  return `// Made from docs/openapi.json by \`npm run generate\`. Do not edit.\n\n${types}`;
}
