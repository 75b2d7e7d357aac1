// The deployed stack, asked through the AWS command line, so that its profiles and sign-in apply.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const samconfig = readFileSync(new URL('../../samconfig.toml', import.meta.url), 'utf8');
/** The last one wins: what a guided deployment wrote stands after what the repository came with. */
const setting = (name) => [...samconfig.matchAll(new RegExp(`^${name} *= *"(.*)"`, 'gm'))].at(-1)?.[1];

const region = process.env.AWS_REGION ?? setting('region');
export const stack = process.env.STACK ?? setting('stack_name');

/** An answer longer than the screen must not wait for a key. */
const env = { ...process.env, AWS_PAGER: '' };

/** Calls `aws` and reads its answer; what goes wrong there is shown as it is and ends this program. */
export function aws(...args) {
  const all = [...args, '--output', 'json', ...(region ? ['--region', region] : [])];
  try {
    const answer = execFileSync('aws', all, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26, env });
    return answer.trim() ? JSON.parse(answer) : {};
  } catch (error) {
    if (error.code === 'ENOENT') console.error('aws is missing; see "Prerequisites" in docs/operations.md.');
    process.exit(typeof error.status === 'number' ? error.status : 1);
  }
}

export function stackOutput(name) {
  const [{ Outputs }] = aws('cloudformation', 'describe-stacks', '--stack-name', stack).Stacks;
  return Outputs.find((output) => output.OutputKey === name)?.OutputValue;
}

/** The name of a resource in the account, by its name in the template. */
export function physical(logical) {
  const args = ['--stack-name', stack, '--logical-resource-id', logical];
  return aws('cloudformation', 'describe-stack-resource', ...args).StackResourceDetail.PhysicalResourceId;
}

/** Runs a function to its end: what it answered, or the text of what went wrong there. */
export function invoke(name, payload) {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-invoke-'));
  const [question, answer] = ['question', 'answer'].map((file) => join(folder, file));
  try {
    writeFileSync(question, JSON.stringify(payload));
    const { FunctionError } = aws('lambda', 'invoke', '--function-name', name, '--payload', `fileb://${question}`, answer);
    const text = readFileSync(answer, 'utf8');
    return FunctionError ? { error: text } : { answer: text ? JSON.parse(text) : null };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
