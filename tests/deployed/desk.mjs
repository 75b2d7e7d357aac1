// The deployed desk and the people who use it: customers by the form and by the link in their mail, agents by their sign-in.
import assert from 'node:assert/strict';
import { createHash, pbkdf2Sync, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws, eventually, stackOutputs, stackResources } from './aws.mjs';
import { EDGE_SECRET, PASSWORD, PUBLIC_URL } from './deploy.mjs';

const EMULATOR = process.env.AWS_ENDPOINT_URL;

const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

export class Desk {
  static async open() {
    const [resources, outputs] = await Promise.all([stackResources(), stackOutputs()]);
    return new Desk(resources, outputs);
  }

  constructor(resources, outputs) {
    this.resources = resources;
    this.outputs = outputs;
    this.api = `${EMULATOR}/_aws/execute-api/${resources.Api}/$default`;
  }

  async send(method, path, { body, token, key, headers = {} } = {}) {
    const all = { 'content-type': 'application/json', ...headers };
    if (token) all.authorization = `Bearer ${token}`;
    if (key) all['idempotency-key'] = key;
    const answer = await fetch(this.api + path, { method, headers: all, body: body && JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, json: text.startsWith('{') ? JSON.parse(text) : text };
  }

  /** As a browser's request arrives: by way of the distribution, which the emulator has but does not connect to the API. */
  through(method, path, options = {}) {
    const headers = { 'x-guichet-edge': EDGE_SECRET, 'x-guichet-viewer': '198.51.100.7' };
    return this.send(method, path, { ...options, headers });
  }

  // ---- customers ----------------------------------------------------------------------------------------------------

  async form(fields = {}) {
    const { json: challenge } = await this.through('GET', '/api/v1/challenge');
    const altcha = Buffer.from(JSON.stringify({ challenge, solution: solve(challenge.parameters) })).toString('base64');
    return {
      form: 'default', name: 'Anna Keller', email: 'anna@example.com', topic: 'order', locale: 'en', website: '', altcha,
      subject: 'Where is my order?', message: 'I ordered two weeks ago.\nNothing has come yet.', ...fields,
    };
  }

  post(form, key = randomUUID()) {
    return this.through('POST', '/api/v1/tickets', { body: form, key });
  }

  async openTicket(fields) {
    return expect(201, await this.post(await this.form(fields)));
  }

  /** A message comes in: it is put into the bucket as SES puts it there. Says where. */
  async receives(message) {
    const key = `inbound/${randomUUID()}`;
    const file = join(process.env.TMPDIR, randomUUID());
    writeFileSync(file, letter(message));
    await aws('s3api', 'put-object', '--bucket', this.outputs.FilesBucketName, '--key', key, '--body', file);
    return key;
  }

  /** What SES took for an address, oldest first. */
  async mailsTo(address) {
    const answer = await fetch(`${EMULATOR}/_ministack/ses/messages`);
    const mails = Object.values((await answer.json()).messages).flat();
    return mails.filter(({ To }) => To.some((to) => to.includes(address)));
  }

  mailTo(address, subject) {
    const look = async () => (await this.mailsTo(address)).find((mail) => mail.Subject.includes(subject));
    return eventually(`a mail about "${subject}"`, look);
  }

  // ---- agents -------------------------------------------------------------------------------------------------------

  async agent(email) {
    return new Agent(this, await signIn(this.outputs, email));
  }

  // ---- operators ----------------------------------------------------------------------------------------------------

  async waiting(queue) {
    const args = ['--queue-url', this.resources[`${queue}DeadLetters`], '--attribute-names', 'ApproximateNumberOfMessages'];
    return Number((await aws('sqs', 'get-queue-attributes', ...args)).Attributes.ApproximateNumberOfMessages);
  }
}

export function expect(status, answer) {
  assert.equal(answer.status, status, JSON.stringify(answer.json));
  return answer.json;
}

/** The token in the link that a mail leads to. */
export function linkIn(mail) {
  const link = mail.BodyText.match(new RegExp(`${PUBLIC_URL}/ticket/#(\\S+)`));
  assert.ok(link, 'the mail has no link to the ticket');
  return link[1];
}

class Agent {
  constructor(desk, token) {
    this.desk = desk;
    this.token = token;
  }

  send(method, path, body) {
    const key = method === 'POST' ? randomUUID() : undefined;
    return this.desk.through(method, `/api/v1/desk${path}`, { body, key, token: this.token });
  }

  async ticket(number) {
    return expect(200, await this.send('GET', `/tickets/number/${number}`));
  }

  /** The numbers of a view, of all its pages. */
  async list(view) {
    const numbers = [];
    let more = '';
    do {
      const page = expect(200, await this.send('GET', `/tickets?view=${view}&limit=100${more}`));
      numbers.push(...page.tickets.map(({ number }) => number));
      more = page.next_cursor ? `&cursor=${page.next_cursor}` : '';
    } while (more);
    return numbers;
  }

  /** A write on the ticket as it is now. */
  async act(method, number, action, body) {
    const { ticket } = await this.ticket(number);
    return expect(200, await this.send(method, `/tickets/${ticket.id}/${action}`, { ...body, version: ticket.version }));
  }
}

/** A header of a mail that SES took, on one line. */
export function headerOf(mail) {
  const raw = readFileSync(join(process.env.TMPDIR, 'mails', mail.MessageId), 'utf8').replaceAll(/\r\n[ \t]+/g, ' ');
  return (name) => raw.match(new RegExp(`^${name}: (.*)\r$`, 'm'))?.[1];
}

/** A message with what SES writes on top of it. */
function letter({ from, to = 'support@example.org', subject, id, headers = [], body, spam = 'PASS' }) {
  const domain = from.split('@')[1];
  return [
    `Return-Path: <${from}>`,
    'Received: from mx.example.com (mx.example.com [203.0.113.25])',
    ' by inbound-smtp.eu-west-1.amazonaws.com with SMTP id k7b1v0qn3hl2',
    ` for ${to};`,
    ' Mon, 02 Mar 2026 09:00:00 +0000 (UTC)',
    `X-SES-Spam-Verdict: ${spam}`,
    'X-SES-Virus-Verdict: PASS',
    'Authentication-Results: amazonses.com;',
    ` spf=pass (spfCheck: ok) envelope-from=${from};`,
    ` dkim=pass header.i=@${domain};`,
    ` dmarc=pass header.from=${domain};`,
    'X-SES-RECEIPT: x',
    `From: Iris Novak <${from}>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 2 Mar 2026 10:00:00 +0100',
    `Message-ID: <${id}>`,
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n');
}

/** The proof of work of the contact form, as the page's worker does it. */
function solve({ nonce, salt, cost, keyLength, keyPrefix }) {
  for (let counter = 0; ; counter += 1) {
    const password = Buffer.concat([Buffer.from(nonce, 'hex'), Buffer.alloc(4)]);
    password.writeUInt32BE(counter, nonce.length / 2);
    const derivedKey = pbkdf2Sync(password, Buffer.from(salt, 'hex'), cost, keyLength, 'sha256').toString('hex');
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}

/** Signs in as the desk's page lets an agent sign in: authorization code with PKCE, at the user pool's own pages. */
async function signIn({ AgentPoolId, WebConfig }, email) {
  const { client_id, scope } = JSON.parse(WebConfig).oidc;
  const redirect_uri = `${PUBLIC_URL}/desk/`;
  const discovery = await (await fetch(`${EMULATOR}/${AgentPoolId}/.well-known/openid-configuration`)).json();
  const at = (endpoint) => EMULATOR + new URL(discovery[endpoint]).pathname;

  const code_verifier = base64url(randomUUID() + randomUUID());
  const code_challenge = base64url(createHash('sha256').update(code_verifier).digest());
  const pkce = { code_challenge, code_challenge_method: 'S256' };
  const question = { client_id, scope, redirect_uri, response_type: 'code', state: randomUUID(), ...pkce };
  const page = await (await fetch(`${at('authorization_endpoint')}?${new URLSearchParams(question)}`)).text();
  const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  const filled = new URLSearchParams([...hidden, ['username', email], ['password', PASSWORD]]);
  const back = await fetch(`${EMULATOR}/login`, { method: 'POST', body: filled, redirect: 'manual' });
  const returned = new URL(back.headers.get('location')).searchParams;
  assert.equal(returned.get('state'), question.state);

  const exchange = { grant_type: 'authorization_code', code: returned.get('code'), client_id, redirect_uri, code_verifier };
  const answer = await fetch(at('token_endpoint'), { method: 'POST', body: new URLSearchParams(exchange) });
  return (await answer.json()).access_token;
}
