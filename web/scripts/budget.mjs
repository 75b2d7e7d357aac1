// Fails when a page's first load has more JavaScript than it may have. Counts what a visit fetches before anything is
// clicked: the scripts that the page names and everything that they import at once, each gzipped on its own.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const BUDGETS_KB = { 'index.html': 45, 'ticket/index.html': 45, 'desk/index.html': 90 };

const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

function closure(key, seen = new Set()) {
  if (!seen.has(key)) {
    seen.add(key);
    for (const next of manifest[key].imports ?? []) closure(next, seen);
  }
  return seen;
}

let failed = false;
for (const [page, budget] of Object.entries(BUDGETS_KB)) {
  const files = [...closure(page)].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
  const kilobytes = ([...files, 'theme.js'].reduce((sum, file) => sum + size(file), 0) / 1_000);
  const over = kilobytes > budget;
  failed ||= over;
  console.log(`${over ? 'OVER' : 'ok  '} ${page.padEnd(18)} ${kilobytes.toFixed(1).padStart(5)} of ${budget} KB of gzipped JavaScript`);
}
if (failed) process.exit(1);
