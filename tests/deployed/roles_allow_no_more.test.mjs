// Each function's role may do what the function does and not the next thing to it. What it may stands beside what it may
// not, so that a refusal is the role's and not that of credentials which open nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aws, awsAs, stackOutputs, stackResources } from './aws.mjs';

const [resources, outputs] = await Promise.all([stackResources(), stackOutputs()]);
const { TicketsTable: tickets, DirectoryTable: directory, EphemeraTable: ephemera } = resources;

const key = (pk, sk) => JSON.stringify({ pk: { S: pk }, sk: { S: sk } });
const get = (table, pk, sk) => ['dynamodb', 'get-item', '--table-name', table, '--key', key(pk, sk)];
const put = (table, pk, sk) => ['dynamodb', 'put-item', '--table-name', table, '--item', key(pk, sk)];
const remove = (table, pk, sk) => ['dynamodb', 'delete-item', '--table-name', table, '--key', key(pk, sk)];
const update = (table, pk, sk) => ['dynamodb', 'update-item', '--table-name', table, '--key', key(pk, sk)];
const query = (table, name, value, index) => {
  const values = JSON.stringify({ ':value': { S: value } });
  const where = ['--key-condition-expression', `${name} = :value`, '--expression-attribute-values', values];
  return ['dynamodb', 'query', '--table-name', table, ...where, ...(index ? ['--index-name', index] : [])];
};
const byCustomer = query(tickets, 'customer_id', 'C', 'by_customer');
const due = query(tickets, 'due_pk', 'D', 'due');
const mail = [
  'sesv2', 'send-email', '--from-email-address', 'support@example.org', '--destination', 'ToAddresses=anna@example.com',
  '--content', JSON.stringify({ Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } } }),
];
const event = { EventBusName: outputs.BusName, Source: 'guichet.stories', DetailType: 'Nothing', Detail: '{}' };
const publish = ['events', 'put-events', '--entries', JSON.stringify([event])];
// An object of a role's own story: each prefix of the bucket is for some and not for others.
const bucket = (call, prefix) => ['s3api', call, '--bucket', outputs.FilesBucketName, '--key', `${prefix}/story`];
const keep = (prefix) => bucket('put-object', prefix);
const read = (prefix) => [...bucket('get-object', prefix), '/dev/null'];
const discard = (prefix) => bucket('delete-object', prefix);
const released = ['events', 'put-events', '--entries', JSON.stringify([{ ...event, Source: 'guichet.mail' }])];
const secrets = ['lambda', 'get-function-configuration', '--function-name', resources.NotificationsFunction];

const roles = {
  Intake: {
    may: [
      get(directory, 'CONFIGURATION', 'HEAD'), put(directory, 'CUSTOMER#story', 'B'), byCustomer, keep('uploads'), keep('files'),
    ],
    mayNot: [
      put(directory, 'AGENTS', 'B'), query(directory, 'pk', 'AGENTS'), due, remove(tickets, 'A', 'B'), mail, publish,
      keep('inbound'), read('inbound'), discard('files'),
    ],
  },
  Desk: {
    may: [
      query(directory, 'pk', 'AGENTS'), byCustomer, put(directory, 'CONFIGURATION', 'STORY'), put(ephemera, 'IDEMPOTENCY#story', 'B'),
      update(directory, 'ADDRESSES', 'story'), update(ephemera, 'HELD', 'story'), remove(ephemera, 'HELD', 'story'),
      query(ephemera, 'pk', 'HELD'), keep('uploads'), keep('files'), released,
    ],
    mayNot: [
      put(directory, 'AGENTS', 'B'), put(ephemera, 'LINK#story', 'B'), remove(tickets, 'A', 'B'), due, mail, publish,
      update(ephemera, 'LINK#story', 'B'), remove(ephemera, 'LINK#story', 'B'), keep('inbound'), discard('files'),
    ],
  },
  Relay: {
    may: [publish, put(ephemera, 'COUNTED#story', 'B'), update(directory, 'ATTAINMENT', 'B')],
    mayNot: [get(tickets, 'A', 'B'), put(tickets, 'A', 'B'), update(directory, 'AGENTS', 'B'), put(ephemera, 'LINK#story', 'B')],
  },
  Assignment: {
    may: [query(directory, 'pk', 'AGENTS'), byCustomer],
    mayNot: [remove(tickets, 'A', 'B'), put(directory, 'CONFIGURATION', 'B'), get(ephemera, 'A', 'B'), mail, publish],
  },
  Sla: {
    may: [due],
    mayNot: [query(directory, 'pk', 'AGENTS'), put(directory, 'CONFIGURATION', 'B'), get(ephemera, 'A', 'B'), mail],
  },
  Mailbox: {
    may: [
      query(tickets, 'pk', 'TICKET#story'), byCustomer, put(directory, 'CUSTOMER#story', 'B'), update(directory, 'ADDRESSES', 'story'),
      put(ephemera, 'HELD', 'story'), remove(ephemera, 'HELD', 'story'), keep('files'),
    ],
    mayNot: [
      query(directory, 'pk', 'AGENTS'), put(directory, 'CONFIGURATION', 'B'), put(ephemera, 'CLAIM#story', 'B'),
      put(ephemera, 'LINK#story', 'B'), due, mail, publish,
      remove(tickets, 'A', 'B'), keep('inbound'), keep('uploads'), discard('inbound'), discard('files'),
    ],
  },
  Thumbnails: {
    may: [keep('thumbnails')],
    mayNot: [
      query(tickets, 'pk', 'TICKET#story'), get(ephemera, 'A', 'B'), query(directory, 'pk', 'AGENTS'), keep('files'), keep('inbound'),
      discard('files'), mail, publish,
    ],
  },
  Notifications: {
    may: [put(ephemera, 'LINK#story', 'B'), mail],
    mayNot: [put(ephemera, 'IDEMPOTENCY#story', 'B'), put(tickets, 'A', 'B'), query(directory, 'pk', 'AGENTS'), publish],
  },
};

for (const [name, { may, mayNot }] of Object.entries(roles)) {
  test(`the role of ${name.toLowerCase()}`, async () => {
    const arn = `arn:aws:iam::000000000000:role/${resources[`${name}Role`]}`;
    const { Credentials } = await aws('sts', 'assume-role', '--role-arn', arn, '--role-session-name', 'story');
    const credentials = {
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    };
    await Promise.all(may.map((call) => awsAs(credentials, ...call)));
    const refused = (call) =>
      assert.rejects(awsAs(credentials, ...call), /AccessDenied.*not authorized to perform/s, call.slice(0, 4).join(' '));
    await Promise.all([...mayNot, secrets].map(refused));
  });
}
