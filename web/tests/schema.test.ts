import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

// A plain script, shared with `npm run generate`; it has no types of its own.
// @ts-expect-error
import { render, target } from '../scripts/schema.mjs';

it("the API's types are those of docs/openapi.json; otherwise run `npm run generate`", async () => {
  expect(await readFile(target, 'utf8')).toBe(await render());
});
