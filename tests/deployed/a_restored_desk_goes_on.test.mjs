// The restore drill of docs/operations.md: copies of the tables, the switch by parameter, the check. The last story, since
// the desk runs on the copies from then on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aws, eventually, stackOutputs } from './aws.mjs';
import { deploy, operate } from './deploy.mjs';
import { Desk, expect, linkIn } from './desk.mjs';

test('copy, switch, check', async () => {
  const desk = await Desk.open();
  const noor = await desk.agent('noor@example.org');
  const before = await desk.openTicket({ email: 'before@example.com', subject: 'Asked before' });
  const token = linkIn(await desk.mailTo('before@example.com', `#${before.number}`));
  await desk.mailTo('noor@example.org', `#${before.number}`);

  const printed = await operate('restore.mjs', 'latest');
  const numbers = `${before.number} in the desk, ${before.number} in the copy`;
  assert.ok(printed.includes(`Last ticket: ${numbers}`), printed);
  const copies = Object.fromEntries([...printed.matchAll(/^(Restored\w+)=(.+)$/gm)].map(([, name, value]) => [name, value]));
  assert.equal(Object.keys(copies).length, 4);
  await keptItsSettings(copies);
  const after = await desk.openTicket({ email: 'after@example.com', subject: 'Asked after the copy' });

  await deploy(copies);
  const outputs = await stackOutputs();
  assert.equal(outputs.TicketsTableName, copies.RestoredTicketsTable);

  // The desk lists what was there, and links of then open it.
  assert.ok((await noor.list('all_open')).includes(before.number));
  assert.ok(!(await noor.list('all_open')).includes(after.number));
  assert.equal(expect(200, await desk.through('GET', '/api/v1/portal/ticket', { token })).number, before.number);
  // A ticket through the form is numbered on from the copy, assigned and confirmed.
  const { number } = await desk.openTicket({ email: 'restored@example.com', subject: 'Asked again' });
  assert.equal(number, before.number + 1);
  await desk.mailTo('restored@example.com', `#${number}`);
  await eventually('an agent', async () => (await noor.list('my_open')).includes(number));
  assert.equal(await desk.waiting('Relay'), 0);
});

/** A restored table has no stream, backups, protection or expiry of its own. */
async function keptItsSettings({ RestoredTicketsTable, RestoredTicketsStream, RestoredDirectoryTable, RestoredEphemeraTable }) {
  const described = async (table) => (await aws('dynamodb', 'describe-table', '--table-name', table)).Table;
  for (const table of [RestoredTicketsTable, RestoredDirectoryTable, RestoredEphemeraTable]) {
    assert.equal((await described(table)).DeletionProtectionEnabled, true, table);
    const backups = await aws('dynamodb', 'describe-continuous-backups', '--table-name', table);
    const { PointInTimeRecoveryDescription } = backups.ContinuousBackupsDescription;
    assert.equal(PointInTimeRecoveryDescription.PointInTimeRecoveryStatus, 'ENABLED', table);
  }
  const tickets = await described(RestoredTicketsTable);
  assert.equal(tickets.LatestStreamArn, RestoredTicketsStream);
  assert.equal(tickets.StreamSpecification.StreamViewType, 'NEW_IMAGE');
  const indexes = tickets.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName);
  assert.deepEqual(indexes.sort(), ['by_assignee', 'by_customer', 'by_queue', 'due']);
  const { TimeToLiveDescription } = await aws('dynamodb', 'describe-time-to-live', '--table-name', RestoredEphemeraTable);
  assert.equal(TimeToLiveDescription.TimeToLiveStatus, 'ENABLED');
  assert.equal(TimeToLiveDescription.AttributeName, 'expires_at');
}
