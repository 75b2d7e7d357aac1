// The emulator, asked through the AWS command line as an operator would ask AWS.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const REGION = process.env.AWS_REGION;
export const stack = process.env.STACK;

/** Calls `aws` and reads its answer, with some credentials or as the account's root. */
export async function aws(...args) {
  return awsAs({}, ...args);
}

export async function awsAs(credentials, ...args) {
  const env = { ...process.env, ...credentials };
  const { stdout } = await run('aws', [...args, '--output', 'json'], { env, maxBuffer: 2 ** 26 });
  return stdout.trim() ? JSON.parse(stdout) : {};
}

/** An event takes longest if its function fails three times, which is three minutes; who waits for much more waits in vain. */
const PATIENCE_MS = 300_000;

/** Looks again until there is something to see. */
export async function eventually(what, look) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const described = async () => (await aws('cloudformation', 'describe-stacks', '--stack-name', stack)).Stacks[0];

export async function stackOutputs() {
  return Object.fromEntries((await described()).Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

export async function stackParameters() {
  const { Parameters } = await described();
  return Object.fromEntries(Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]));
}

/** Names in the account by names in the template. */
export async function stackResources() {
  const { StackResources } = await aws('cloudformation', 'describe-stack-resources', '--stack-name', stack);
  return Object.fromEntries(StackResources.map((one) => [one.LogicalResourceId, one.PhysicalResourceId]));
}
