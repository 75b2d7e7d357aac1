// New functions take the place of the old ones while customers write: every ticket that was taken is assigned, and its customer
// gets a confirmation.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aws, eventually, stackResources } from './aws.mjs';
import { BUILD, deploy } from './deploy.mjs';
import { Desk, expect } from './desk.mjs';

const FUNCTIONS = ['Intake', 'Desk', 'Relay', 'Assignment', 'Sla', 'Notifications', 'Mailbox', 'Thumbnails'];
const CUSTOMERS = 3;

/** What runs: the hash of each function's code, and how long its logs are kept. */
async function deployed() {
  const resources = await stackResources();
  return Promise.all(
    FUNCTIONS.map(async (name) => {
      const code = await aws('lambda', 'get-function-configuration', '--function-name', resources[`${name}Function`]);
      const group = resources[`${name}Logs`];
      const { logGroups } = await aws('logs', 'describe-log-groups', '--log-group-name-prefix', group);
      return { code: code.CodeSha256, days: logGroups.find(({ logGroupName }) => logGroupName === group).retentionInDays };
    }),
  );
}

/**
 * Lambda lets a function that is replaced finish what it is at; the emulator ends it. A request is then answered 502 and sent
 * again, with the key it had; an event behind the bus is tried again after a minute.
 */
function persistent(desk) {
  const send = desk.send.bind(desk);
  desk.send = (...request) =>
    eventually('an answer', async () => {
      const answer = await send(...request);
      return answer.status === 502 ? null : answer;
    });
  return desk;
}

test('a deployment while customers write', async () => {
  const desk = persistent(await Desk.open());
  const noor = await desk.agent('noor@example.org');
  const before = await deployed();

  // The same programs in other files: what is behind a program's end is not run.
  const build = join(process.env.TMPDIR, 'next-build');
  cpSync(BUILD, build, { recursive: true });
  for (const name of FUNCTIONS) appendFileSync(join(build, `${name}Function/bootstrap`), '\n');

  let deploying = true;
  const taken = [];
  const deployment = deploy({ LogRetention: '7' }, build).finally(() => (deploying = false));
  // Each customer writes again as soon as the last question was confirmed by mail.
  const customers = Array.from({ length: CUSTOMERS }, async (_, customer) => {
    for (let question = 1; deploying || question === 1; question += 1) {
      // An address of its own each time: one gets no more than ten automatic mails in three hours.
      const email = `customer-${customer}-${question}@example.com`;
      const form = await desk.form({ email, subject: `Question ${question} of ${customer}` });
      const { number } = expect(201, await desk.post(form, `${customer}-${question}-while-deploying`));
      taken.push(number);
      await desk.mailTo(email, `#${number}`);
    }
  });
  await Promise.all([deployment, ...customers]);

  const after = await deployed();
  for (const [index, name] of FUNCTIONS.entries()) {
    assert.notEqual(after[index].code, before[index].code, `${name} was not replaced`);
    assert.equal(after[index].days, 7);
  }
  assert.equal(new Set(taken).size, taken.length);
  for (const number of taken) {
    await eventually(`an agent for ${number}`, async () => (await noor.ticket(number)).ticket.assignee);
  }
  for (const queue of ['Relay', 'Assignment', 'Notifications']) assert.equal(await desk.waiting(queue), 0, queue);
});
