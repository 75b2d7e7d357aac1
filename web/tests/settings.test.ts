import { describe, expect, it } from 'vitest';
import type { Configuration, MailText, PlaceholderUse } from '../src/api/configuration';
import { faultWords } from '../src/desk/settings/draft';
import { stretch } from '../src/desk/settings/hours';
import { dropText, insertion, letterFrame, nameOfTextId, ownText, parseTextId, putText } from '../src/desk/settings/mailTexts';
import { changedPlaces, differingValues, freshId, rebase, same } from '../src/desk/settings/parts';
import { written } from '../src/desk/settings/written';
import { lang } from '../src/i18n/lang';

const policy = (id: string, name = id) => ({ id, name, targets: {} });
const of = (...ids: string[]): Configuration => ({ policies: ids.map((id) => policy(id)) });

describe('documents', () => {
  it('are the same whatever the order of their keys, and without what has no value', () => {
    expect(same({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2, d: undefined }], a: 1 })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same({ a: null }, {})).toBe(false);
  });

  it('differ by the parts that people set up', () => {
    const before: Configuration = { desk: { close_after: '96h' }, ...of('a', 'b', 'c') };
    const after: Configuration = { desk: { close_after: '1h' }, policies: [policy('a'), policy('b', 'new'), policy('d')] };
    expect(changedPlaces(before, after)).toEqual(['desk', 'policies.b', 'policies.c', 'policies.d']);
    expect(changedPlaces(of('a', 'b'), of('b', 'a'))).toEqual(['policies']);
    expect(changedPlaces(of('a', 'b'), of('b'))).toEqual(['policies.a']);
  });
});

it('two versions of a part are told apart by the values that differ', () => {
  const before = { id: 'gold', targets: { first_response: { high: '1h', low: '8h' } } };
  const after = { id: 'gold', calendar: 'paris', targets: { first_response: { high: '2h', low: '8h' } } };
  expect(differingValues(before, after)).toEqual([
    { path: 'targets.first_response.high', before: '1h', after: '2h' },
    { path: 'calendar', before: undefined, after: 'paris' },
  ]);
});

describe('a draft made anew on what somebody else saved', () => {
  it('keeps both where they do not meet', () => {
    const original = of('a', 'b', 'c');
    const mine: Configuration = { policies: [policy('a', 'mine'), policy('b'), policy('n')] };
    const theirs: Configuration = { desk: { close_after: '1h' }, policies: [policy('a'), policy('b', 'theirs'), policy('c'), policy('x')] };
    const { configuration, overlapping } = rebase(original, mine, theirs);
    expect(configuration.desk).toEqual({ close_after: '1h' });
    expect(configuration.policies?.map(({ id, name }) => `${id} ${name}`)).toEqual(['a mine', 'b theirs', 'n n', 'x x']);
    expect(overlapping).toEqual([]);
  });

  it('keeps mine where they do, and says so', () => {
    const mine: Configuration = { policies: [policy('a', 'mine')] };
    const { configuration, overlapping } = rebase(of('a'), mine, { policies: [policy('a', 'theirs')] });
    expect(configuration).toEqual(mine);
    expect(overlapping).toEqual(['policies.a']);
  });

  it('keeps an order that was changed', () => {
    const { configuration } = rebase(of('a', 'b'), of('b', 'a'), of('a', 'b', 'c'));
    expect(configuration.policies?.map((one) => one.id)).toEqual(['b', 'a', 'c']);
  });
});

it('a new part gets an id that is free', () => {
  expect(freshId([{ id: 'team' }, { id: 'team-2' }], 'team')).toBe('team-3');
});

it('a structure is written as it stands in the exported file', () => {
  const words = ['refund', 'money back', 'reimbursement', 'chargeback', 'returned'];
  const value = { id: 'refunds', enabled: true, level: 3, when: { all: [{ team: ['support', 'billing'] }, { words }] }, then: { add_tags: [] } };
  expect(written(value)).toBe(
    [
      'id: refunds',
      'enabled: true',
      'level: 3',
      'when:',
      '  all:',
      '    - { team: [support, billing] }',
      '    - words:',
      '        - refund',
      '        - money back',
      '        - reimbursement',
      '        - chargeback',
      '        - returned',
      'then: { add_tags: [] }',
    ].join('\n'),
  );
  expect(written(['*@a.example', '09:00', 'a, b'])).toBe('["*@a.example", "09:00", "a, b"]');
  expect(written(['true', '8', '+1h', '8h calendar', null])).toBe('["true", "8", +1h, 8h calendar, null]');
});

it('hours lie where they do on a day', () => {
  expect(stretch('06:00-12:00')).toEqual({ start: 25, length: 25 });
  expect(stretch('18:00-02:00')).toEqual({ start: 75, length: 25 });
  expect(stretch('00:00-24:00')).toEqual({ start: 0, length: 100 });
  expect(stretch('9-5')).toBeNull();
});

describe('the texts of mail', () => {
  const text = (mail: MailText['mail'], body: string, language: MailText['language'] = 'en'): MailText => ({ mail, language, body });

  it('go by their mail and language', () => {
    expect(parseTextId('answer.fr')).toEqual({ mail: 'answer', language: 'fr' });
    expect([parseTextId('assigned.en'), parseTextId('answer.de'), parseTextId('answer')]).toEqual([null, null, null]);
    lang.value = 'en';
    expect([nameOfTextId('answer.fr'), nameOfTextId('else')]).toEqual(['Answer (French)', 'else']);
  });

  it('are put in one by one, and taken out again without a trace', () => {
    const all: Configuration = {};
    putText(all, text('answer', 'One'));
    putText(all, text('answer', 'Deux', 'fr'));
    putText(all, text('answer', 'Two'));
    expect(all.texts).toEqual([text('answer', 'Two'), text('answer', 'Deux', 'fr')]);
    expect(ownText(all, { mail: 'answer', language: 'en' })?.body).toBe('Two');
    dropText(all, { mail: 'answer', language: 'en' });
    expect(ownText(all, { mail: 'answer', language: 'en' })).toBeUndefined();
    dropText(all, { mail: 'answer', language: 'fr' });
    expect(all).toEqual({});
  });

  it('are told apart in a draft as other parts are', () => {
    const before: Configuration = { texts: [text('answer', 'One'), text('rejected', 'No')] };
    const mine: Configuration = { texts: [text('answer', 'Mine'), text('rejected', 'No')] };
    const theirs: Configuration = { texts: [text('answer', 'One'), text('rejected', 'Never'), text('forward', 'Please', 'fr')] };
    expect(changedPlaces(before, theirs)).toEqual(['texts.rejected.en', 'texts.forward.fr']);
    const { configuration, overlapping } = rebase(before, mine, theirs);
    expect(configuration.texts?.map((one) => one.body)).toEqual(['Mine', 'Never', 'Please']);
    expect(overlapping).toEqual([]);
  });

  it('ask before they name what there may be nothing of', () => {
    const use = (name: PlaceholderUse['name'], may_be_empty: boolean): PlaceholderUse => ({ name, may_be_empty, meaning: '', sample: '', fits_heading: true, mails: [] });
    expect(insertion(use('name', false))).toBe('{{ name }}');
    expect(insertion(use('team', true))).toBe('{% if team %}{{ team }}{% endif %}');
  });

  it('are shown with a sheet of the desk in the place of their own style', () => {
    const html = '<!doctype html><html><head>\n<style>\n.a { color: red }\n</style>\n</head><body class="b" style="margin:0"><a href="https://x.example" style="color:red">a style="b" $&</a></body></html>';
    const page = letterFrame(html, 'https://desk.example');
    expect(page).not.toMatch(/<style|style="(margin|color)/);
    expect(page).toContain('<body class="b"><a href="https://x.example">a style="b" $&</a></body>');
    expect(page).toContain('<link rel="stylesheet" href="https://desk.example/letter.css">');
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<body'));
  });
});

it('a number that was refused is told with its range, in the language of the reader', () => {
  const field = 'desk.attachments.ticket_megabytes';
  expect(faultWords({ field, code: 'out_of_range', detail: 'must be from 18 to 10000' })).toBe('This must be a whole number from 18 to 10,000.');
  expect(faultWords({ field, code: 'out_of_range', detail: 'must not be zero' })).toBe('This is too small or too large.');
  expect(faultWords({ field, code: 'malformed', detail: 'invalid type: null, expected u32' })).toBe(
    'This must be a whole number, neither negative nor immense.',
  );
});
