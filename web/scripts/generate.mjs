import { writeFile } from 'node:fs/promises';
import { render, target } from './schema.mjs';

await writeFile(target, await render());
