// A customer asks, an agent answers, the customer answers back by the link in the mail: through the real functions, with the
// roles, the sign-in, the stream, the bus and the schedules of the deployed stack.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { eventually } from './aws.mjs';
import { operate } from './deploy.mjs';
import { Desk, expect, linkIn } from './desk.mjs';

describe('a question is answered', { concurrency: true }, () => {
  let desk, noor;

  before(async () => {
    desk = await Desk.open();
    noor = await desk.agent('noor@example.org');
    expect(200, await noor.send('PUT', '/me/availability', { availability: 'online' }));
  });

  test('from the form to the last word', async () => {
    // Pressed twice, sent once.
    const [form, key] = [await desk.form(), randomUUID()];
    const { number } = expect(201, await desk.post(form, key));
    assert.equal(expect(201, await desk.post(form, key)).number, number);

    // Acknowledged, and given to the one agent who is online, who is told.
    const acknowledged = await desk.mailTo('anna@example.com', `#${number}`);
    await desk.mailTo('noor@example.org', `#${number}`);
    const { ticket } = await noor.ticket(number);
    const me = expect(200, await noor.send('GET', '/me'));
    assert.equal(ticket.assignee, me.id);
    assert.ok((await noor.list('my_open')).includes(number));

    // The answer reaches the customer, and the link in it opens the ticket.
    await noor.act('POST', number, 'notes', { body: 'The carrier lost it, I think.' });
    await noor.act('POST', number, 'replies', { body: 'It is on its way, I have checked.' });
    const mails = async () => (await desk.mailsTo('anna@example.com')).filter(({ Subject }) => Subject.includes(`#${number}`));
    const look = async () => (await mails()).find(({ BodyText }) => BodyText.includes('It is on its way'));
    const token = linkIn(await eventually('the answer', look));
    assert.equal(token, linkIn(acknowledged), 'the link works from every mail');
    const seen = expect(200, await desk.through('GET', '/api/v1/portal/ticket', { token }));
    assert.deepEqual(seen.messages.map(({ body }) => body), [form.message, 'It is on its way, I have checked.']);
    assert.equal(seen.state, 'waiting_customer');

    // Answered back, solved, and reopened when that was not the end of it.
    const write = (action, body) => desk.through('POST', `/api/v1/portal/${action}`, { token, body, key: randomUUID() });
    expect(201, await write('replies', { message: 'Thank you, it has come!' }));
    assert.equal((await noor.ticket(number)).ticket.state, 'open');
    expect(200, await write('resolve'));
    assert.ok((await noor.list('recently_resolved')).includes(number));
    expect(200, await write('reopen', { message: 'One of the two is missing.' }));
    assert.ok((await noor.list('my_open')).includes(number));
    assert.equal((await mails()).length, 2, 'each mail once');
  });

  test('the schedule finds a late answer, and the lead is told', async () => {
    const { number } = await desk.openTicket({ email: 'ben@example.com', subject: 'Nothing works' });
    await desk.mailTo('noor@example.org', `#${number}`);
    await noor.act('PUT', number, 'priority', { priority: 'critical' });
    const breached = async () => {
      const { timeline } = await noor.ticket(number);
      return timeline.find(({ event }) => event.type === 'ClockBreached');
    };
    // One minute until it is due, another until the next sweep.
    await eventually('the breach', breached);
    await desk.mailTo('camille@example.org', `#${number}`);
    // She was told on the way and at the end, and the next tier has it, by the ladder of the policy.
    const told = async () => (await desk.mailsTo('camille@example.org')).filter(({ Subject }) => Subject.includes(`#${number}`));
    await eventually('both mails', async () => (await told()).length >= 2);
    const { ticket, timeline } = await noor.ticket(number);
    const named = (name) => timeline.filter(({ event }) => event.type === name).length;
    assert.deepEqual([named('ClockWarned'), named('RungReached'), named('TierEscalated')], [1, 2, 1]);
    assert.equal(ticket.team, 'technical');
    const camille = await desk.agent('camille@example.org');
    const missed = async () => {
      const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
      const { rows } = expect(200, await camille.send('GET', `/reports/attainment?from=${from}&to=${to}`));
      return rows.find(({ metric, team, breached }) => metric === 'first_response' && team === 'support' && breached > 0);
    };
    await eventually('it is counted', missed);
    assert.ok(expect(200, await camille.send('GET', '/reports/now')).at_risk.some((other) => other.number === number));
  });

  test('what is written on a closed ticket goes on in another', async () => {
    const opened = await desk.openTicket({ email: 'zoe@example.com', subject: 'The wrong size' });
    await desk.mailTo('zoe@example.com', `#${opened.number}`);
    await noor.act('PUT', opened.number, 'state', { state: 'closed' });
    const reply = { token: opened.token, body: { message: 'The new one is too small as well.' }, key: randomUUID() };
    const { state, follow_up: followUp } = expect(201, await desk.through('POST', '/api/v1/portal/replies', reply));
    assert.equal(state, 'closed');
    const { ticket } = await noor.ticket(followUp.number);
    assert.equal(ticket.follow_up_of, (await noor.ticket(opened.number)).ticket.id);
    assert.equal(linkIn(await desk.mailTo('zoe@example.com', `#${followUp.number}`)), followUp.token);
  });

  test('the configuration is taken out and put back from the command line', async () => {
    const { id } = expect(200, await (await desk.agent('camille@example.org')).send('GET', '/me'));
    process.env.AS = id;
    const exported = await operate('configuration.mjs', 'export');
    const file = join(process.env.TMPDIR, 'exported.yaml');
    writeFileSync(file, exported.replace('name: Customer support', 'name: First line'));
    assert.match(await operate('configuration.mjs', 'import', file, '--dry-run'), /^Would change: teams.support/);
    writeFileSync(file, exported);
    assert.match(await operate('configuration.mjs', 'import', file), /^Nothing differs/);
    assert.match(await operate('webhook-secret.mjs'), /^whsec_[A-Za-z0-9+/]{43}=$/m);
  });

  test('agents come in with a token of the pool and nothing else', async () => {
    const [head, claims] = noor.token.split('.');
    const forged = `${head}.${claims}.${Buffer.alloc(256, 1).toString('base64url')}`;
    for (const token of [undefined, 'nonsense', forged]) {
      assert.equal((await desk.through('GET', '/api/v1/desk/me', { token })).status, 401);
    }
    expect(200, await desk.through('GET', '/api/v1/desk/me', { token: noor.token }));
  });

  test('public writes come in through the distribution alone', async () => {
    const form = await desk.form({ email: 'past-the-edge@example.com' });
    for (const headers of [{}, { 'x-guichet-edge': 'guessed', 'x-guichet-viewer': '198.51.100.7' }]) {
      const refused = await desk.send('POST', '/api/v1/tickets', { body: form, key: randomUUID(), headers });
      assert.deepEqual([refused.status, refused.json.code], [403, 'not_through_the_edge']);
    }
    expect(201, await desk.post(form));
  });
});
