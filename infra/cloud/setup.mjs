#!/usr/bin/env node
// Sets a deployed desk up for the first time, from a configuration (docs/service-levels.md) as JSON:
//
//   infra/cloud/setup.mjs desk.json            in the stack that samconfig.toml names
//   infra/cloud/setup.mjs desk.json --print    only shows the call
//
// Writes the first revision of the configuration. A desk that has one is left alone: who is set up there changes it from
// then on. The keys are those of shared/store/src/keys.rs; tests/tests/setup.rs reads back what this writes.
import { readFileSync } from 'node:fs';
import { stackOutput, aws } from './stack.mjs';

const [file, option] = process.argv.slice(2);
if (!file) {
  console.error('usage: infra/cloud/setup.mjs <desk.json> [--print]');
  process.exit(1);
}

const configuration = JSON.parse(readFileSync(file, 'utf8'));
const text = (value) => ({ S: value });
const number = (value) => ({ N: String(value) });
const put = (TableName, sk, attributes) => ({
  Put: {
    TableName,
    Item: { pk: text('CONFIGURATION'), sk: text(sk), schema: number(1), ...attributes },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

const call = (table) => ({
  TransactItems: [
    put(table, 'HEAD', { revision: number(1) }),
    put(table, 'REVISION#0000000001', { configuration: text(JSON.stringify(configuration)) }),
    put(table, 'CHANGE#0000000001', {
      revision: number(1),
      at: text(new Date().toISOString()),
      by: { M: { kind: text('system'), name: text('setup') } },
      changed: { L: [] },
    }),
  ],
});

if (option === '--print') {
  console.log(JSON.stringify(call('DirectoryTable')));
} else {
  aws('dynamodb', 'transact-write-items', '--cli-input-json', JSON.stringify(call(stackOutput('DirectoryTableName'))));
  console.log('The desk is set up. Its people sign in and change everything else under Settings.');
}
