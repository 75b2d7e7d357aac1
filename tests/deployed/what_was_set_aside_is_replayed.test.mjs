// What a function failed at for good is on its dead-letter queue, and `make replay` does it again once the cause is mended.
// The cause here is that its role was refused something.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { aws, eventually } from './aws.mjs';
import { operate } from './deploy.mjs';
import { Desk } from './desk.mjs';

let desk, noor;
before(async () => {
  desk = await Desk.open();
  noor = await desk.agent('noor@example.org');
});

/** Refuses a function some actions while something is done. */
async function refusing(name, actions, something) {
  const role = ['--role-name', desk.resources[`${name}Role`], '--policy-name', 'story'];
  const Statement = [{ Effect: 'Deny', Action: actions, Resource: '*' }];
  await aws('iam', 'put-role-policy', ...role, '--policy-document', JSON.stringify({ Version: '2012-10-17', Statement }));
  try {
    return await something();
  } finally {
    await aws('iam', 'delete-role-policy', ...role);
  }
}

const setAside = (queue) => eventually(`a message of ${queue}`, () => desk.waiting(queue));

async function replay(queue) {
  assert.match(await operate('replay.mjs', queue), new RegExp(`^${queue}: [1-9]\\d* done again$`, 'm'));
  assert.equal(await desk.waiting(queue), 0);
}

// Lambda tries twice more, after a minute and after two, so these wait together.
describe('what came by the bus', { concurrency: true }, () => {
  test('a mail that SES did not take', async () => {
    const email = 'replayed-mail@example.com';
    await refusing('Notifications', ['ses:SendEmail', 'ses:SendRawEmail'], async () => {
      await desk.openTicket({ email });
      // The customer's and that of the agent who got the ticket.
      await eventually('both mails of Notifications', async () => (await desk.waiting('Notifications')) >= 2);
    });
    assert.equal((await desk.mailsTo(email)).length, 0);
    await replay('Notifications');
    assert.equal((await desk.mailsTo(email)).length, 1);
  });

  test('a message that could not be taken in', async () => {
    const [from, subject] = ['replayed-message@example.com', 'The door sticks'];
    await refusing('Mailbox', ['dynamodb:*'], async () => {
      await desk.receives({ from, subject, id: 'door@example.com', body: 'It does.' });
      await setAside('Mailbox');
    });
    await replay('Mailbox');
    await desk.mailTo(from, subject);
  });

  test('a ticket that nobody could be found for', async () => {
    const { number } = await refusing('Assignment', ['dynamodb:*'], async () => {
      const ticket = await desk.openTicket({ email: 'replayed-assignment@example.com' });
      await setAside('Assignment');
      assert.ok((await noor.list('unassigned')).includes(ticket.number));
      return ticket;
    });
    await replay('Assignment');
    assert.ok((await noor.list('my_open')).includes(number));
  });

  test('a sweep, which is not tried again by itself', async () => {
    await refusing('Sla', ['dynamodb:*'], async () => {
      const file = join(process.env.TMPDIR, 'sweep.json');
      writeFileSync(file, JSON.stringify({ 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }));
      const name = ['--function-name', desk.resources.SlaFunction, '--invocation-type', 'Event'];
      await aws('lambda', 'invoke', ...name, '--payload', `fileb://${file}`, '/dev/null');
      await setAside('Sla');
    });
    await replay('Sla');
  });
});

test('a commit that did not reach the bus', async () => {
  const email = 'replayed-commit@example.com';
  const ticket = await refusing('Relay', ['events:PutEvents'], async () => {
    const lines = logLines(desk.resources.RelayLogs);
    const { number } = await desk.openTicket({ email });
    const { ticket } = await noor.ticket(number);
    const failed = (line) => line['ticket.id'] === ticket.id && line.outcome === 'failed';
    await eventually('the relay to fail', async () => (await lines()).some(failed));
    return ticket;
  });
  // The emulator forgets a record that a function names as failed, where Lambda would try it ten times and then put this on
  // the queue.
  assert.equal((await desk.mailsTo(email)).length, 0);
  const info = await whereInStream(`TICKET#${ticket.id}`);
  const body = JSON.stringify({ requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: info });
  await aws('sqs', 'send-message', '--queue-url', desk.resources.RelayDeadLetters, '--message-body', body);

  await replay('Relay');
  await desk.mailTo(email, `#${ticket.number}`);
});

/** What a function logs from now on. */
function logLines(group) {
  const since = ['--log-group-name', group, '--start-time', String(Date.now())];
  return async () => {
    const { events } = await aws('logs', 'filter-log-events', ...since);
    return events.filter(({ message }) => message.startsWith('{')).map(({ message }) => JSON.parse(message));
  };
}

/** The place of a ticket's first commit in the stream, as a message of the relay's queue names it. */
async function whereInStream(pk) {
  const table = ['--table-name', desk.resources.TicketsTable];
  const { LatestStreamArn: streamArn } = (await aws('dynamodb', 'describe-table', ...table)).Table;
  const { StreamDescription } = await aws('dynamodbstreams', 'describe-stream', '--stream-arn', streamArn);
  const [{ ShardId: shardId }] = StreamDescription.Shards;
  const args = ['--stream-arn', streamArn, '--shard-id', shardId, '--shard-iterator-type', 'TRIM_HORIZON'];
  let { ShardIterator } = await aws('dynamodbstreams', 'get-shard-iterator', ...args);
  for (;;) {
    const page = await aws('dynamodbstreams', 'get-records', '--shard-iterator', ShardIterator);
    const found = page.Records.find(({ dynamodb: { Keys } }) => Keys.pk.S === pk && Keys.sk.S.startsWith('EVENT#'));
    if (found) {
      const { SequenceNumber } = found.dynamodb;
      return { shardId, streamArn, startSequenceNumber: SequenceNumber, endSequenceNumber: SequenceNumber, batchSize: 1 };
    }
    assert.ok(page.Records.length > 0, 'the stream has no such commit');
    ShardIterator = page.NextShardIterator;
  }
}
