import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/api/problem';
import type { Entry, Event, Ticket, TicketDetail } from '../src/api/types';
import { latest, learn, pending, shown } from '../src/desk/store/tickets';
import { toasts } from '../src/desk/store/toasts';
import { conflict, write } from '../src/desk/store/write';

const ID = '0193-a';

function ticket(version: number, fields: Partial<Ticket> = {}): Ticket {
  return { id: ID, number: 1, version, subject: 's', priority: 'normal', state: 'open', tags: [], ...fields } as Ticket;
}

function detail(version: number, fields: Partial<Ticket> = {}): TicketDetail {
  return { ticket: ticket(version, fields), timeline: [], allowed_states: [] } as unknown as TicketDetail;
}

const entry = (seq: number, event: Event): Entry => ({
  seq,
  at: '2026-03-02T10:00:00Z',
  actor: { kind: 'agent', id: 'tom', name: 'Tom' },
  event,
});

const stale = (version: number, since: Entry[]) =>
  new ApiError(409, 'stale_version', { status: 409, code: 'stale_version', current: ticket(version), since } as never);

const change = { ticket: ID, failed: 'Not changed', fields: { priority: 'high' } as const };

let version = 0;

beforeEach(() => {
  // What a write looks for afterwards (counts, the list) is not of interest here.
  vi.stubGlobal('fetch', () => Promise.reject(new Error('offline')));
  version += 100;
  learn(detail(version));
  toasts.value = [];
  conflict.value = null;
});

describe('a change', () => {
  it('is shown at once and stays when the server agrees', async () => {
    const done = write({ ...change, send: (at) => Promise.resolve(detail(at + 1, { priority: 'high' })) });
    expect(shown(latest(ID)!.ticket).priority).toBe('high');
    expect(await done).toBe('done');
    expect(pending.value).toEqual([]);
    expect(latest(ID)!.ticket.priority).toBe('high');
  });

  it('is taken back with a word when it fails', async () => {
    expect(await write({ ...change, send: () => Promise.reject(new ApiError(0, 'network')) })).toBe('failed');
    expect(shown(latest(ID)!.ticket).priority).toBe('normal');
    expect(toasts.value.map((toast) => toast.title)).toEqual(['Not changed']);
  });

  it('leaves the word to a dialog that asks for it', async () => {
    const refused = vi.fn();
    expect(await write({ ...change, refused, send: () => Promise.reject(new ApiError(422, 'validation_failed')) })).toBe('failed');
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ code: 'validation_failed' }));
    expect(toasts.value).toEqual([]);
  });

  it('waits for the one before, and is sent with the version that came of it', async () => {
    const sent: number[] = [];
    const send = async (at: number) => {
      sent.push(at);
      await Promise.resolve();
      return detail(at + 1);
    };
    await Promise.all([write({ ...change, send }), write({ ...change, send })]);
    expect(sent).toEqual([version, version + 1]);
  });
});

describe('a stale version', () => {
  const note = (at: number) => entry(at, { type: 'NoteAdded', body: 'Done already.' });

  it('is put before the agent with what happened, and nothing is overwritten', async () => {
    const send = vi.fn(() => Promise.reject(stale(version + 1, [note(version + 1)])));
    expect(await write({ ...change, send })).toBe('conflict');
    expect(send).toHaveBeenCalledTimes(1);
    expect(conflict.value?.since.map((one) => one.event.type)).toEqual(['NoteAdded']);
    expect(latest(ID)!.timeline.map((one) => one.seq)).toEqual([version + 1]);
    expect(toasts.value).toEqual([]);
  });

  it('can be answered with "anyway", which uses the new version', async () => {
    const sent: number[] = [];
    const send = (at: number) => {
      sent.push(at);
      return sent.length === 1 ? Promise.reject(stale(at + 1, [note(at + 1)])) : Promise.resolve(detail(at + 1));
    };
    await write({ ...change, send });
    expect(await conflict.value!.again()).toBe('done');
    expect(sent).toEqual([version, version + 1]);
    expect(conflict.value).toBeNull();
  });

  const warned: Event = { type: 'ClockWarned', metric: 'first_response', instance: 1, at: '2026-03-02T10:00:00Z' };
  const away: Event = { type: 'AutomaticMailReceived', body: 'I am away.' };
  it.each([warned, away])('is no matter when there was only $type', async (event) => {
    let calls = 0;
    const send = (at: number) => {
      calls += 1;
      return calls === 1 ? Promise.reject(stale(at + 1, [entry(at + 1, event)])) : Promise.resolve(detail(at + 1));
    };
    expect(await write({ ...change, send })).toBe('done');
    expect(calls).toBe(2);
  });
});

it('an answer that was overtaken by a newer one is not believed', () => {
  learn(detail(version + 2, { priority: 'low' }));
  learn(detail(version + 1, { priority: 'critical' }));
  expect(latest(ID)!.ticket.priority).toBe('low');
});
