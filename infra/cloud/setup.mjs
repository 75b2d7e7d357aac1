#!/usr/bin/env node
// Writes teams, the contact form, service levels and agents into a deployed desk's directory:
//
//   infra/cloud/setup.mjs desk.json            into the stack that samconfig.toml names
//   infra/cloud/setup.mjs desk.json --print    only shows the calls
//
// What is in the file is written, what is not in it stays. An agent's availability is theirs to change and is left alone.
// The keys are those of shared/store/src/keys.rs; tests/tests/setup.rs reads back what this writes.
import { readFileSync } from 'node:fs';
import { stackOutput, aws } from './stack.mjs';

const [file, option] = process.argv.slice(2);
if (!file) {
  console.error('usage: infra/cloud/setup.mjs <desk.json> [--print]');
  process.exit(1);
}

/** A JSON value in DynamoDB's form. */
function typed(value) {
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(typed) };
  if (typeof value === 'object') return { M: fields(value) };
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: String(value) } : { BOOL: value };
}

const fields = (object) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, typed(value)]));
const put = (pk, sk, value) => ({ Item: { pk: { S: pk }, sk: { S: sk }, ...fields(value) } });

function agent({ availability = 'offline', ...profile }) {
  const names = Object.keys(profile);
  const assignments = names.map((name) => `#${name} = :${name}`);
  return {
    Key: { pk: { S: 'AGENTS' }, sk: { S: `PROFILE#${profile.id}` } },
    UpdateExpression: `SET ${assignments.join(', ')}, availability = if_not_exists(availability, :availability)`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(names.map((name) => [`:${name}`, typed(profile[name])])),
      ':availability': typed(availability),
    },
  };
}

const { teams = [], form, sla, agents = [] } = JSON.parse(readFileSync(file, 'utf8'));
const calls = [
  ...teams.map((team) => ['put-item', put('TEAMS', `TEAM#${team.id}`, team)]),
  ...(form ? [['put-item', put('SETTINGS', `FORM#${form.id}`, form)]] : []),
  ...(sla ? [['put-item', put('SETTINGS', 'SLA', sla)]] : []),
  ...agents.map((one) => ['update-item', agent(one)]),
];

if (option === '--print') {
  for (const [action, request] of calls) console.log(JSON.stringify({ action, ...request }));
} else {
  const TableName = stackOutput('DirectoryTableName');
  for (const [action, request] of calls) {
    aws('dynamodb', action, '--cli-input-json', JSON.stringify({ TableName, ...request }));
    console.log(`${action} ${JSON.stringify(request.Key ?? { pk: request.Item.pk, sk: request.Item.sk })}`);
  }
}
