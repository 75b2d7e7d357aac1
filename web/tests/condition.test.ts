import { describe, expect, it } from 'vitest';
import type { Condition } from '../src/api/configuration';
import {
  dissolve,
  JOINS,
  placeOfPart,
  placeOfTest,
  readGroup,
  readTest,
  readWhole,
  wrap,
  writeGroup,
  writeTest,
} from '../src/desk/settings/condition/model';
import { sentence } from '../src/desk/settings/condition/sentence';

/** Reads every group and comparison of a condition and writes each anew. */
function rewritten(condition: Condition): Condition {
  const group = readGroup(condition);
  if (group !== null) return writeGroup({ ...group, parts: group.parts.map(rewritten) });
  const test = readTest(condition);
  if (test === null) throw new Error(`${JSON.stringify(condition)} was not understood`);
  return writeTest(test);
}

const whole = (condition: Condition): Condition => {
  const group = readWhole(condition);
  return writeGroup({ ...group, parts: group.parts.map(rewritten) });
};

const LEAVES: Condition[] = [
  { type: 'question' },
  { priority: ['low', 'normal'] },
  { channel: ['web_form'] },
  { organisation: 'initech' },
  { customer_tag: ['gold', 'silver'] },
  { team: 'support' },
  { form: 'default' },
  { brand: 'acme' },
  { topic: ['invoice', 'refund'] },
  { tag: [] },
  { words: ['refund', 'money, back'] },
  { subject_words: 'charged' },
  { sender: ['*@example.com', 'anna@example.org'] },
  { language: ['fr'] },
  { field: { id: 'product', is: ['x', 'Y, or z'] } },
  { field: { id: 'product', is: 'x' } },
  { field: { id: 'product', is: ['x'] } },
  { time: { calendar: 'paris', is: 'open' } },
  { time: { calendar: 'paris', is: 'closed' } },
];

/** Every shape that `all`, `any` and `not` can make of these, two deep. */
const shapes = (of: Condition[]): Condition[] => [
  ...of,
  ...of.map((one): Condition => ({ not: one })),
  { all: of },
  { any: of },
  ...of.slice(0, 1).flatMap((one): Condition[] => [{ all: [one] }, { any: [one] }]),
  { all: [] },
  { any: [] },
];

describe('a condition', () => {
  it('is written as it was read, whatever it is made of', () => {
    const all = shapes(shapes(shapes(LEAVES)));
    for (const condition of all) {
      expect(rewritten(condition)).toEqual(condition);
      expect(whole(condition)).toEqual(condition);
    }
    expect(all.length).toBeGreaterThan(100);
  });

  it('that a newer server knows is left alone', () => {
    const foreign = { not: { mood: { is: 'angry' } } } as unknown as Condition;
    expect(readGroup(foreign)).toBeNull();
    expect(readTest(foreign)).toBeNull();
    expect(writeGroup(readWhole(foreign))).toEqual(foreign);
  });

  it('that is absent is a group of nothing', () => {
    expect(readWhole(undefined)).toEqual(readWhole({ all: [] }));
  });
});

describe('a group', () => {
  const parts: Condition[] = [{ tag: 'a' }, { not: { tag: 'b' } }, { not: { not: { tag: 'c' } } }, { any: [{ tag: 'd' }] }];

  it('is found again as it was put together', () => {
    for (const join of JOINS) {
      for (const some of [[], parts, ...parts.map((part) => [part])]) {
        for (const bare of [false, true]) {
          expect(readWhole(writeGroup({ join, parts: some, bare }))).toMatchObject({ join, parts: some });
        }
      }
    }
  });

  it('goes from one comparison to several and back', () => {
    const one = readWhole({ tag: 'a' });
    const two = writeGroup({ ...one, parts: [...one.parts, { tag: 'b' }] });
    expect(two).toEqual({ all: [{ tag: 'a' }, { tag: 'b' }] });
    expect(writeGroup({ ...readWhole(two), parts: [{ tag: 'b' }] })).toEqual({ all: [{ tag: 'b' }] });
  });

  it('means something else than the one around it', () => {
    expect(wrap({ tag: 'a' }, 'all')).toEqual({ any: [{ tag: 'a' }] });
    expect(wrap({ tag: 'a' }, 'any')).toEqual({ all: [{ tag: 'a' }] });
  });

  it('that denies leaves parts that are denied', () => {
    const denied = readGroup({ not: { any: [{ tag: 'a' }, { tag: 'b' }] } })!;
    expect(dissolve(denied)).toEqual([{ not: { tag: 'a' } }, { not: { tag: 'b' } }]);
    expect(dissolve(readGroup({ any: [{ tag: 'a' }] })!)).toEqual([{ tag: 'a' }]);
  });
});

describe('a comparison', () => {
  it('becomes a list with its second value, and not before', () => {
    const test = readTest({ tag: 'a' })!;
    expect(writeTest({ ...test, values: ['b'] })).toEqual({ tag: 'b' });
    expect(writeTest({ ...test, values: ['a', 'b'] })).toEqual({ tag: ['a', 'b'] });
    expect(writeTest({ ...test, values: [] })).toEqual({ tag: [] });
  });

  it('can be denied', () => {
    const test = readTest({ time: { calendar: 'paris', is: 'closed' } })!;
    expect(writeTest({ ...test, negated: true })).toEqual({ not: { time: { calendar: 'paris', is: 'closed' } } });
    expect(writeTest({ ...readTest({ not: { tag: 'a' } })!, negated: false })).toEqual({ tag: 'a' });
  });
});

/** The place of each comparison, with what lies there when the place is followed through the document. */
function places(condition: Condition): [place: string, found: unknown][] {
  const all: [string, unknown][] = [];
  const walk = (part: Condition, at: string) => {
    const group = readGroup(part);
    if (group === null) {
      const test = readTest(part)!;
      const place = placeOfTest(at, test);
      all.push([test.what, follow(condition, place)]);
    } else {
      group.parts.forEach((one, index) => walk(one, placeOfPart(at, group, index)));
    }
  };
  const group = readWhole(condition);
  group.parts.forEach((one, index) => walk(one, placeOfPart('', group, index)));
  return all;
}

const follow = (value: unknown, place: string): unknown =>
  place
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce((found, step) => (found as Record<string, unknown>)[step], value);

it('a comparison knows the place by which the server names it', () => {
  const condition: Condition = {
    all: [
      { tag: 'a' },
      { not: { team: 'b' } },
      { any: [{ brand: 'c' }] },
      { not: { any: [{ form: 'd' }, { not: { topic: 'e' } }] } },
      { not: { all: [{ sender: 'f' }] } },
      { not: { not: { words: 'g' } } },
      { not: { not: { any: [{ organisation: 'h' }] } } },
    ],
  };
  const found = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  expect(places(condition).map(([, value]) => value)).toEqual(found);
  expect(places({ not: { tag: 'a' } })).toEqual([['tag', 'a']]);
  expect(places({ field: { id: 'product', is: 'x' } })).toEqual([['field', { id: 'product', is: 'x' }]]);
});

it('a condition can be said in a sentence', () => {
  const condition: Condition = {
    all: [
      { words: ['refund', 'money back'] },
      { any: [{ priority: 'high' }, { not: { customer_tag: 'vip' } }] },
      { not: { any: [{ channel: 'api' }, { not: { team: 'support' } }] } },
      { not: { time: { calendar: 'paris', is: 'open' } } },
    ],
  };
  expect(sentence(condition)).toBe(
    'Subject or text contains refund or money back' +
      ' and (Priority is High or Customer tag is not vip)' +
      ' and not (Channel is API or Team is not support)' +
      ' and Opening hours are not open (paris)',
  );
  expect(sentence({ all: [] })).toBe('');
  expect(sentence({ type: [] })).toBe('Type is …');
});
