#!/usr/bin/env node
// Prints what webhooks of a deployed desk are signed with, for who receives them: a Standard Webhooks secret. It follows from the
// desk's secret (functions/notifications/src/webhook.rs) and tells nothing else of it. Who has it can pass for the desk.
//
//   infra/cloud/webhook-secret.mjs             of the stack that samconfig.toml names
//   DESK_SECRET=... infra/cloud/webhook-secret.mjs
import { createHmac } from 'node:crypto';
import { aws, physical } from './stack.mjs';

function deployed() {
  const name = physical('NotificationsFunction');
  return aws('lambda', 'get-function-configuration', '--function-name', name).Environment.Variables.DESK_SECRET;
}

const purpose = Buffer.from('webhook');
const length = Buffer.alloc(8);
length.writeBigUInt64BE(BigInt(purpose.length));
const key = createHmac('sha256', process.env.DESK_SECRET ?? deployed()).update(length).update(purpose).digest('base64');
console.log(`whsec_${key}`);
