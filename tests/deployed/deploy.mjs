#!/usr/bin/env node
// `sam deploy` of what was built, into the emulator. As a program: the first deployment of a desk, with what
// docs/operations.md asks for before and after it.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { REGION, aws, eventually, stack, stackOutputs, stackResources } from './aws.mjs';
import { connectRoutes } from './routes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What `make build` made. */
export const BUILD = join(root, '.aws-sam/build');

export const PUBLIC_URL = 'https://help.example.org';
export const EDGE_SECRET = 'what the distribution proves itself with';
export const PASSWORD = 'twelve and more characters';

const parameters = {
  Architecture: process.env.ARCH,
  DeskSecret: 'what links and challenges are signed with',
  EdgeSecret: EDGE_SECRET,
  MailFrom: 'Guichet <support@example.org>',
  PublicUrl: PUBLIC_URL,
  // One round a guess: what the proof of work costs is no concern of these stories. Nor is how much one address may ask.
  ChallengeCost: '1',
  RatePerAddress: '1000',
  RatePerSender: '1000',
};

/** Deploys a build, with some parameters of one's own. */
export async function deploy(changes = {}, build = BUILD) {
  const overrides = Object.entries({ ...parameters, ...changes }).map(([name, value]) => `${name}="${value}"`);
  const files = ['--config-file', join(root, 'samconfig.toml'), '--template-file', join(build, 'template.yaml')];
  const how = ['--stack-name', stack, '--region', REGION, '--no-confirm-changeset', '--no-progressbar'];
  await run('sam', ['deploy', ...files, ...how, '--parameter-overrides', ...overrides], { cwd: root, maxBuffer: 2 ** 26 });
}

/** Runs one of the commands of infra/cloud and gives what it prints. */
export async function operate(command, ...args) {
  return (await run(join(root, 'infra/cloud', command), args, { cwd: root })).stdout;
}

/** Makes an agent's account and gives the id that ties it to a record of the directory. */
async function account(pool, email) {
  const user = ['--user-pool-id', pool, '--username', email];
  const attributes = [`Name=email,Value=${email}`, 'Name=email_verified,Value=true'];
  const { User } = await aws('cognito-idp', 'admin-create-user', ...user, '--user-attributes', ...attributes);
  await aws('cognito-idp', 'admin-set-user-password', ...user, '--password', PASSWORD, '--permanent');
  return User.Attributes.find(({ Name }) => Name === 'sub').Value;
}

/** For a mail, the emulator asks for a permission on everything, where AWS asks for one on the sender's identity. */
async function letMailBeSent() {
  const { NotificationsRole } = await stackResources();
  const Statement = [{ Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*' }];
  const policy = ['--policy-name', 'emulator', '--policy-document', JSON.stringify({ Version: '2012-10-17', Statement })];
  await aws('iam', 'put-role-policy', '--role-name', NotificationsRole, ...policy);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const ready = () => fetch(`${process.env.AWS_ENDPOINT_URL}/_ministack/ready`).then(({ ok }) => ok, () => false);
  await eventually('the emulator', ready);
  await aws('sesv2', 'create-email-identity', '--email-identity', 'example.org');
  const access = ['--production-access-enabled', '--mail-type', 'TRANSACTIONAL', '--website-url', PUBLIC_URL];
  await aws('sesv2', 'put-account-details', ...access);
  await deploy();
  await connectRoutes();
  await letMailBeSent();

  const { AgentPoolId } = await stackOutputs();
  const camille = await account(AgentPoolId, 'camille@example.org');
  const noor = await account(AgentPoolId, 'noor@example.org');
  const example = readFileSync(join(root, 'infra/cloud/desk.example.json'), 'utf8');
  const desk = JSON.parse(example.replaceAll('put-the-sub-of-the-lead-here', camille));
  // Tickets that an agent makes critical are late a minute after they were opened. Noor is who gets them, Camille is told.
  const [standard] = desk.policies;
  desk.teams[1].lead = camille;
  standard.targets.first_response.critical = '1m calendar';
  // On the way there she is warned, and when it is late the next tier has it.
  standard.ladder = [
    { metric: 'first_response', at: '50 %', actions: [{ notify: 'team_lead' }] },
    { metric: 'first_response', at: '100 %', actions: [{ move: 'next_tier' }] },
  ];
  const person = { id: noor, name: 'Noor Bakker', email: 'noor@example.org', role: 'agent', locale: 'en' };
  desk.mailboxes = [{ id: 'support', address: 'support@example.org', team: 'support' }];
  desk.agents.push({ ...person, teams: ['support', 'technical'], capacity: 5000 });
  const file = join(process.env.TMPDIR, 'desk.json');
  writeFileSync(file, JSON.stringify(desk));
  await operate('setup.mjs', file);
  const { DirectoryTable } = await stackResources();
  const presence = { pk: { S: 'AGENTS' }, sk: { S: `PRESENCE#${noor}` }, availability: { S: 'online' } };
  await aws('dynamodb', 'put-item', '--table-name', DirectoryTable, '--item', JSON.stringify(presence));
}
