// A customer writes mail and never sees a page: what SES puts into the bucket becomes a ticket, the answer says where what is
// answered goes, and that lands on the ticket. As far as the emulator has SES, which is sending: the message is put into the
// bucket as SES would put it there.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { eventually } from './aws.mjs';
import { Desk, expect, headerOf } from './desk.mjs';

describe('mail comes and goes', { concurrency: true }, () => {
  let desk, noor;

  before(async () => {
    desk = await Desk.open();
    noor = await desk.agent('noor@example.org');
    expect(200, await noor.send('PUT', '/me/availability', { availability: 'online' }));
  });

  const timeline = async (number, type) =>
    (await noor.ticket(number)).timeline.map(({ event }) => event).filter((event) => event.type === type);

  test('a question, its answer, and the answer to that', async () => {
    const [from, subject] = ['iris@example.com', 'The lamp flickers'];
    const question = { from, subject, id: 'first@example.com', body: 'It does so every evening.' };
    // SES delivers at least once.
    await Promise.all([desk.receives(question), desk.receives(question)]);
    const acknowledged = await desk.mailTo(from, subject);
    const number = Number(acknowledged.Subject.match(/\[#(\d+)\]/)[1]);
    const { ticket } = await noor.ticket(number);
    assert.deepEqual([ticket.channel, ticket.team], ['email', 'support']);
    assert.deepEqual((await timeline(number, 'TicketOpened')).map(({ body }) => body), [question.body]);

    await desk.mailTo('noor@example.org', `#${number}`);
    await noor.act('POST', number, 'replies', { body: 'Please try **another** bulb.' });
    const answers = async () => (await desk.mailsTo(from)).filter(({ BodyText }) => BodyText.includes('another'));
    const [answer] = await eventually('the answer', async () => ((await answers()).length ? await answers() : null));
    const header = headerOf(answer);
    assert.match(header('Reply-To'), /<support\+[a-z2-7]{44}@example\.org>$/);
    assert.equal(header('In-Reply-To'), '<first@example.com>');
    assert.match(header('References'), /^<[a-z2-7]{44}@example\.org> <first@example\.com>$/);
    assert.equal(header('Subject'), `[#${number}] ${subject}`);
    assert.equal(header('Auto-Submitted'), undefined, 'a person wrote it');
    assert.match(answer.BodyHtml, /<strong>another<\/strong>/);

    const to = header('Reply-To').match(/<(.*)>/)[1];
    const reply = { from, to, subject: 'Re: no number here', id: 'second@example.com' };
    await desk.receives({ ...reply, body: 'That was it, thank you!' });
    const replied = await eventually('the reply', async () => {
      const replies = await timeline(number, 'CustomerReplied');
      return replies.length && replies;
    });
    assert.deepEqual(replied.map(({ body }) => body), ['That was it, thank you!']);
    assert.equal((await desk.mailsTo(from)).length, 2, 'each mail once');
  });

  test('a stranger with the number writes into nothing, and spam waits for a person', async () => {
    const [from, subject] = ['ivo@example.com', 'The chair creaks'];
    await desk.receives({ from, subject, id: 'ivo@example.com', body: 'It does.' });
    const number = Number((await desk.mailTo(from, subject)).Subject.match(/\[#(\d+)\]/)[1]);
    const stranger = { from: 'eve@evil.example', subject: `Re: [#${number}] ${subject}`, id: 'eve@evil.example' };
    await desk.receives({ ...stranger, headers: ['In-Reply-To: <ivo@example.com>'], body: 'Let me in.' });
    await desk.mailTo('eve@evil.example', subject);
    assert.deepEqual(await timeline(number, 'CustomerReplied'), []);

    const spam = { from: 'spam@example.com', subject: 'You have won', id: 'spam@example.com', body: 'Click.', spam: 'FAIL' };
    const key = await desk.receives(spam);
    const held = await eventually('the held message', async () => {
      const { messages } = expect(200, await noor.send('GET', '/mail/held'));
      return messages.find((one) => one.subject === spam.subject);
    });
    assert.deepEqual([held.because, held.raw], [['spam'], key]);
    expect(204, await noor.send('POST', '/mail/held/release', { raw: held.raw }));
    await desk.mailTo(spam.from, spam.subject);
  });
});
