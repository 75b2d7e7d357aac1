import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const port = Number(process.env.STORY_PORT ?? 3977);
// Where mail comes in; the stories that send some read it from the environment.
const smtp = (process.env.STORY_SMTP_PORT ??= String(port - 1_000));
// Workers read this file again; the folder must be the one that the first reading made.
const data = (process.env.STORY_DATA ??= mkdtempSync(join(tmpdir(), 'guichet-stories-')));

// The stories share one desk with the demo in it, as a newcomer meets it; each works on tickets of its own.
export default defineConfig({
  testDir: 'stories',
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'en-GB',
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
  webServer: {
    command: join(target, 'debug/guichet-local'),
    cwd: root,
    env: { ...process.env, PORT: String(port), SMTP_PORT: smtp, GUICHET_DATA: data },
    url: `http://127.0.0.1:${port}/config.json`,
    timeout: 60_000,
  },
});
