#!/usr/bin/env node
// Does again what was set aside in the dead-letter queues, and takes away what then succeeds:
//
//   infra/cloud/replay.mjs                    every queue
//   infra/cloud/replay.mjs Notifications      one: Relay, Assignment, Sla, Notifications, Mailbox or Thumbnails
//
// Safe to repeat: every function may get an event twice (docs/ARCHITECTURE.md). What fails again stays in its queue.
import { aws, invoke, physical } from './stack.mjs';

/** Long enough to work through what was received before it may be received again. */
const VISIBILITY_SECONDS = '600';

/** Runs a function to its end. Says what went wrong, or nothing. */
function run(name, payload) {
  const { error, answer } = invoke(name, payload);
  if (error) return error;
  const failures = answer?.batchItemFailures ?? [];
  return failures.length > 0 ? `${failures.length} record failed again` : null;
}

/**
 * The records that a message of the stream's queue stands for. The message holds only where they are, and the stream keeps
 * them for 24 hours.
 */
function records({ DDBStreamBatchInfo: info }) {
  const { streamArn, shardId, startSequenceNumber, endSequenceNumber } = info;
  const args = ['--stream-arn', streamArn, '--shard-id', shardId, '--shard-iterator-type', 'AT_SEQUENCE_NUMBER'];
  let { ShardIterator } = aws('dynamodbstreams', 'get-shard-iterator', ...args, '--sequence-number', startSequenceNumber);
  const found = [];
  while (ShardIterator) {
    const page = aws('dynamodbstreams', 'get-records', '--shard-iterator', ShardIterator);
    for (const record of page.Records) {
      if (BigInt(record.dynamodb.SequenceNumber) > BigInt(endSequenceNumber)) return found;
      // As Lambda would hand it over: the command line writes times as text.
      const at = Date.parse(record.dynamodb.ApproximateCreationDateTime) / 1000;
      record.dynamodb.ApproximateCreationDateTime = Number.isNaN(at) ? Number(record.dynamodb.ApproximateCreationDateTime) : at;
      found.push({ ...record, eventSourceARN: streamArn });
      if (record.dynamodb.SequenceNumber === endSequenceNumber) return found;
    }
    ShardIterator = page.Records.length > 0 || page.NextShardIterator ? page.NextShardIterator : null;
  }
  return found;
}

/** What the trigger's filter lets through (template.yaml); a batch of the stream also spans what it does not. */
const isEvent = (record) => record.eventName === 'INSERT' && record.dynamodb.Keys.sk.S.startsWith('EVENT#');

/** The event of a message: what a function failed at is wrapped in how it failed, what never reached one is not. */
function event(queue, body) {
  if (queue === 'Relay') return { Records: records(body).filter(isEvent) };
  return body.requestPayload ?? body;
}

const queues = process.argv[2] ? [process.argv[2]] : ['Relay', 'Assignment', 'Sla', 'Notifications', 'Mailbox', 'Thumbnails'];
let left = 0;
for (const queue of queues) {
  const url = physical(`${queue}DeadLetters`);
  const name = physical(`${queue}Function`);
  let done = 0;
  for (;;) {
    const args = ['--queue-url', url, '--max-number-of-messages', '10', '--visibility-timeout', VISIBILITY_SECONDS];
    const { Messages = [] } = aws('sqs', 'receive-message', ...args, '--wait-time-seconds', '2');
    if (Messages.length === 0) break;
    for (const { MessageId, Body, ReceiptHandle } of Messages) {
      const failure = run(name, event(queue, JSON.parse(Body)));
      if (failure === null) {
        aws('sqs', 'delete-message', '--queue-url', url, '--receipt-handle', ReceiptHandle);
        done += 1;
      } else {
        left += 1;
        console.error(`${queue}: message ${MessageId} failed again: ${failure}`);
      }
    }
  }
  console.log(`${queue}: ${done} done again`);
}
process.exitCode = left > 0 ? 1 : 0;
