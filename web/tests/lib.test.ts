import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError, isProblem, networkError, toApiError } from '../src/api/problem';
import { formatRoute, parseRoute, REPORTS_AT_FIRST } from '../src/desk/route';
import { brief, dayName, percent, relative, short, span } from '../src/i18n/format';
import { lang } from '../src/i18n/lang';
import { clearText, loadText, newText, saveText } from '../src/lib/drafts';
import { linkify } from '../src/lib/linkify';
import { problemWords } from '../src/lib/words';
import { fakeStorage } from './storage';

beforeEach(() => {
  fakeStorage();
  lang.value = 'en';
});

describe('links in a plain text', () => {
  const links = (text: string) => linkify(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []));

  it('are found without the punctuation around them', () => {
    expect(links('See https://a.example/x?y=1, (https://b.example/z) and https://c.example/w_(q).')).toEqual([
      'https://a.example/x?y=1',
      'https://b.example/z',
      'https://c.example/w_(q)',
    ]);
  });

  it('are only http and https', () => {
    expect(links('javascript:alert(1) data:text/html,x ftp://a.example')).toEqual([]);
  });

  it('leave the text as it was', () => {
    const text = 'a <script>alert("https://x.example")</script> b\n\nhttps://y.example!';
    expect(linkify(text).map((piece) => piece.text).join('')).toBe(text);
  });
});

describe('a problem', () => {
  const answer = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers });

  it('keeps the code of the API', () => {
    const error = toApiError(answer(409), { status: 409, code: 'stale_version', title: 'Stale' });
    expect([error.status, error.code, error.ambiguous]).toEqual([409, 'stale_version', false]);
  });

  it("gets a code when the answer is a gateway's own page", () => {
    expect(toApiError(answer(413), '<html>').code).toBe('body_too_large');
    expect(toApiError(answer(502), '<html>').code).toBe('internal');
    expect(toApiError(answer(401), null).code).toBe('unauthorized');
  });

  it('may have happened all the same after no answer or a broken one', () => {
    expect(networkError('gone').ambiguous).toBe(true);
    expect(toApiError(answer(500), null).ambiguous).toBe(true);
  });

  it('says how long to wait', () => {
    const error = toApiError(answer(429, { 'Retry-After': '90' }), { status: 429, code: 'rate_limited' });
    expect(problemWords(error)).toBe('Too many requests at once. Try again in 1m 30s.');
    expect(problemWords(new ApiError(429, 'rate_limited'))).toMatch(/Wait a moment/);
  });

  it("falls back on the API's own words for a code that is new", () => {
    const problem = { status: 422, code: 'moon_phase', title: 'Wrong moon', detail: 'Wait for a full moon.' };
    expect(problemWords(new ApiError(422, 'moon_phase', problem))).toBe('Wait for a full moon.');
    expect(isProblem('text')).toBe(false);
  });
});

describe('the address of the desk', () => {
  it('round-trips', () => {
    const route = { view: 'team', team: 'billing', ticket: 1042, q: 'vpn', pane: 'facts', settings: null, item: null, reports: null, mail: null } as const;
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('names a part of the settings', () => {
    expect(parseRoute('?settings=policies&item=gold')).toMatchObject({ settings: 'policies', item: 'gold' });
    expect(parseRoute('?settings=moon&item=gold')).toMatchObject({ settings: null, item: null });
    expect(formatRoute(parseRoute('?settings=policies&item=gold'))).toBe('?settings=policies&item=gold');
  });

  it('names a report, its period and how it is split', () => {
    expect(parseRoute('?reports=service-levels&period=2026-11-01..2026-11-23&by=team').reports).toEqual({
      page: 'service-levels',
      period: '2026-11-01..2026-11-23',
      by: 'team',
    });
    expect(parseRoute('?reports=service-levels&period=ever&by=moon').reports).toEqual(REPORTS_AT_FIRST);
    expect(parseRoute('?reports=moon').reports).toBeNull();
    const address = '?reports=service-levels&period=90&by=metric';
    expect(formatRoute(parseRoute(address))).toBe(address);
  });

  it('names a held message, and which addresses are looked at', () => {
    expect(parseRoute('?mail=held&message=inbound/abc').mail).toEqual({ page: 'held', message: 'inbound/abc' });
    expect(parseRoute('?mail=moon').mail).toBeNull();
    const address = '?mail=addresses&kind=unreachable&q=zoe%40example.com';
    expect(parseRoute(address)).toMatchObject({ mail: { page: 'addresses', kind: 'unreachable', q: 'zoe@example.com' }, q: '' });
    expect(formatRoute(parseRoute(address))).toBe(address);
    expect(formatRoute(parseRoute('?mail=held'))).toBe('?mail=held');
  });

  it('shows one page at a time', () => {
    expect(parseRoute('?settings=policies&reports=service-levels')).toMatchObject({ settings: 'policies', reports: null });
  });

  it('takes nonsense for the start', () => {
    expect(parseRoute('?view=moon&ticket=-1&team=x')).toMatchObject({ view: 'my_open', team: null, ticket: null, q: '', pane: 'talk' });
    expect(parseRoute('?view=team').view).toBe('my_open');
  });
});

describe('a text being written', () => {
  it('keeps its key through a reload, and leaves nothing when it is done', () => {
    const draft = { ...newText(), text: 'Half a sen' };
    saveText('desk.1.reply', draft);
    expect(loadText('desk.1.reply')).toEqual(draft);
    clearText('desk.1.reply');
    expect(loadText('desk.1.reply').text).toBe('');
  });

  it('is no draft when it is empty', () => {
    saveText('desk.1.note', newText('x'));
    saveText('desk.1.note', newText(''));
    expect(localStorage.getItem('guichet.draft.desk.1.note')).toBeNull();
  });
});

describe('times', () => {
  const now = Date.parse('2026-03-02T10:00:00Z');

  it('are told from the present', () => {
    expect(relative('2026-03-02T13:10:00Z', now)).toBe('in 3 hours');
    expect(relative('2026-03-01T09:00:00Z', now)).toBe('yesterday');
    lang.value = 'fr';
    expect(relative('2026-03-02T09:58:00Z', now)).toBe('il y a 2 minutes');
  });

  it('are as short as they can be', () => {
    expect(short('2026-02-01T10:00:00Z', now)).toBe('1 Feb');
    expect(short('2025-02-01T10:00:00Z', now)).toBe('1 Feb 2025');
  });

  it('name days as they are counted, whatever the zone', () => {
    expect([dayName('2026-11-23'), dayName('2026-11-23', true)]).toEqual(['23 Nov', expect.stringMatching(/^Mon,? 23 Nov$/)]);
  });

  it('span their two largest units', () => {
    expect([span(28 * 3_600_000), span(2 * 3_600_000), span(249_000), brief(-90 * 60_000)]).toEqual(['1d 4h', '2h', '4m 9s', '1h']);
  });
});

it('a share is never rounded up to all', () => {
  expect([percent(0), percent(0.9349), percent(0.9999), percent(1)]).toEqual(['0%', '93.4%', '99.9%', '100%']);
});
