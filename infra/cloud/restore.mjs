#!/usr/bin/env node
// Makes copies of the desk's tables as they were at one instant, with the settings that a restored table does not keep:
//
//   infra/cloud/restore.mjs 2026-03-02T09:00:00Z
//   infra/cloud/restore.mjs latest
//
// Changes nothing about the desk. It ends with the parameters that switch the desk to the copies (docs/operations.md).
import { aws, stack, stackOutput } from './stack.mjs';

const [instant] = process.argv.slice(2);
if (!instant) {
  console.error('usage: infra/cloud/restore.mjs <instant, such as 2026-03-02T09:00:00Z> | latest');
  process.exit(1);
}
/** All three from one instant: a ticket, its agent's load and its customer's link belong together. */
const when = instant === 'latest' ? ['--use-latest-restorable-time'] : ['--restore-date-time', instant];
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);

const copies = ['Tickets', 'Directory', 'Ephemera'].map((kind) => ({
  kind,
  source: stackOutput(`${kind}TableName`),
  copy: `${stack}-${kind.toLowerCase()}-${stamp}`,
}));
for (const { source, copy } of copies) {
  console.log(`${source} -> ${copy}`);
  aws('dynamodb', 'restore-table-to-point-in-time', '--source-table-name', source, '--target-table-name', copy, ...when);
}
for (const { kind, copy } of copies) {
  // The waiter gives up after some minutes and a large table takes hours, so it is asked for again.
  while (aws('dynamodb', 'describe-table', '--table-name', copy).Table.TableStatus !== 'ACTIVE') {
    await new Promise((resolve) => setTimeout(resolve, 15_000));
  }
  const table = ['--table-name', copy];
  const backup = 'PointInTimeRecoveryEnabled=true';
  aws('dynamodb', 'update-continuous-backups', ...table, '--point-in-time-recovery-specification', backup);
  const stream = kind === 'Tickets' ? ['--stream-specification', 'StreamEnabled=true,StreamViewType=NEW_IMAGE'] : [];
  aws('dynamodb', 'update-table', ...table, '--deletion-protection-enabled', ...stream);
  if (kind === 'Ephemera') {
    aws('dynamodb', 'update-time-to-live', ...table, '--time-to-live-specification', 'Enabled=true,AttributeName=expires_at');
  }
}

/** The number of the last ticket, as `Store::draw_number` counts. */
function lastNumber(table) {
  const key = JSON.stringify({ pk: { S: 'COUNTER#number' }, sk: { S: 'COUNTER' } });
  const { Item } = aws('dynamodb', 'get-item', '--table-name', table, '--key', key);
  return Item ? 1000 + Number(Item.drawn.N) : 'none';
}

const [tickets, directory, ephemera] = copies;
const { LatestStreamArn } = aws('dynamodb', 'describe-table', '--table-name', tickets.copy).Table;
console.log(`\nLast ticket: ${lastNumber(tickets.source)} in the desk, ${lastNumber(tickets.copy)} in the copy`);
console.log('\nTo switch, set in parameter_overrides of samconfig.toml and run `make deploy`:\n');
console.log(`RestoredTicketsTable=${tickets.copy}`);
console.log(`RestoredTicketsStream=${LatestStreamArn}`);
console.log(`RestoredDirectoryTable=${directory.copy}`);
console.log(`RestoredEphemeraTable=${ephemera.copy}`);
