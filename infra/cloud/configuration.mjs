#!/usr/bin/env node
// Takes the configuration of a desk (docs/service-levels.md) out as YAML and puts it back, so that it can be kept in git:
//
//   infra/cloud/configuration.mjs export > desk.yaml
//   infra/cloud/configuration.mjs import desk.yaml --dry-run    checks it and shows what would change
//   infra/cloud/configuration.mjs import desk.yaml              puts it in force, as a whole or not at all
//
// `--base 12` refuses to import into a desk that has changed since revision 12; without it, what the desk is now is replaced.
//
// Calls the desk's function in the stack that samconfig.toml names, in the name of the agent whose id AS gives: an owner or admin.
// With DESK_URL and DESK_TOKEN, an agent's access token, it asks a desk over HTTP instead: another one, or one on this machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { invoke, physical } from './stack.mjs';

const ROOT = '/api/v1/desk/configuration';
const USAGE = 'usage: infra/cloud/configuration.mjs export | import <desk.yaml> [--dry-run] [--base <revision>]';

function fail(why) {
  console.error(why);
  process.exit(1);
}

/** A request as the gateway hands it over once it has checked who asks. */
function event(method, path, query, body, sub) {
  const http = { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'configuration.mjs' };
  const now = new Date();
  const requestContext = {
    accountId: 'anonymous', apiId: 'command-line', domainName: 'localhost', domainPrefix: 'localhost',
    requestId: crypto.randomUUID(), routeKey: `${method} ${path}`, stage: '$default',
    time: now.toISOString(), timeEpoch: now.getTime(), http, authorizer: { jwt: { claims: { sub }, scopes: [] } },
  };
  const headers = { 'content-type': 'application/yaml', 'content-length': String(Buffer.byteLength(body ?? '')) };
  return {
    version: '2.0', routeKey: requestContext.routeKey, rawPath: path, rawQueryString: String(query), headers, requestContext,
    body, isBase64Encoded: false,
  };
}

async function ask(method, path, query = new URLSearchParams(), body = undefined) {
  const { DESK_URL, DESK_TOKEN, AS } = process.env;
  if (DESK_URL) {
    if (!DESK_TOKEN) fail('DESK_TOKEN is missing: the access token of an owner or admin.');
    const headers = { authorization: `Bearer ${DESK_TOKEN}`, ...(body && { 'content-type': 'application/yaml' }) };
    const answer = await fetch(`${DESK_URL.replace(/\/$/, '')}${ROOT}${path}?${query}`, { method, headers, body });
    return { status: answer.status, text: await answer.text() };
  }
  if (!AS) fail('AS is missing: the id of the owner or admin in whose name this is done.');
  const { error, answer } = invoke(physical('DeskFunction'), event(method, `${ROOT}${path}`, query, body, AS));
  if (error) fail(error);
  return { status: answer.statusCode, text: answer.isBase64Encoded ? Buffer.from(answer.body, 'base64').toString() : answer.body };
}

/** The text of an answer that is well; a problem is shown with the places that it names, and ends this program. */
async function expect(asked) {
  const { status, text } = await asked;
  if (status === 200) return text;
  let problem = { detail: text };
  try {
    problem = JSON.parse(text);
  } catch {
    // Not from the desk: shown as it is.
  }
  const places = (problem.errors ?? []).map(({ field, message }) => `\n  ${field}: ${message}`);
  fail(`${problem.code ?? `HTTP ${status}`}: ${problem.detail ?? problem.title}${places.join('')}`);
}

/** What a change of one text into another is, line by line, if git is there to say. */
function difference(before, after) {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-configuration-'));
  try {
    const [now, then] = ['now', 'then'].map((name) => join(folder, name));
    writeFileSync(now, before);
    writeFileSync(then, after);
    const args = ['--no-pager', 'diff', '--no-index', '--no-prefix', process.stdout.isTTY ? '--color' : '--no-color', now, then];
    const lines = (spawnSync('git', args, { encoding: 'utf8' }).stdout ?? '').split('\n');
    return lines.slice(lines.findIndex((line) => line.includes('@@'))).join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false }, base: { type: 'string' } },
});
const [command, file] = positionals;
if (command === 'export' && !file) {
  process.stdout.write(await expect(ask('GET', '/export')));
} else if (command === 'import' && file) {
  const text = readFileSync(file, 'utf8');
  const base = values.base ?? String(JSON.parse(await expect(ask('GET', ''))).revision);
  const before = await expect(ask('GET', '/export'));
  const query = new URLSearchParams({ base, dry_run: String(values['dry-run']) });
  const { revision, changed, dry_run } = JSON.parse(await expect(ask('POST', '/import', query, text)));
  if (changed.length === 0) {
    console.log(`Nothing differs from revision ${revision}.`);
  } else {
    console.log(`${dry_run ? 'Would change' : 'Changed'}: ${changed.join(', ')}\n\n${difference(before, text)}`);
    console.log(dry_run ? `Revision ${revision} stays in force.` : `Revision ${revision} is in force.`);
  }
} else {
  fail(USAGE);
}
