import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry, Event } from '../src/api/types';
import { actorName, bodyOf, eventDetails, eventWords, named } from '../src/desk/words';
import { lang } from '../src/i18n/lang';

const names = { agent: (id: string) => `Agent ${id}`, team: (id: string) => `Team ${id}` };
const metric = { metric: 'first_response', instance: 1 } as const;

const entry = (event: Event, actor: Entry['actor'] = { kind: 'agent', id: 'ada', name: 'Ada' }): Entry => ({
  seq: 1,
  at: '2026-03-02T10:00:00Z',
  actor,
  event,
});

/** One of each event that the API can send. The type makes a missing one an error. */
const EVENTS: { [T in Event['type']]: Extract<Event, { type: T }> } = {
  TicketOpened: {
    type: 'TicketOpened',
    number: 1,
    customer: { id: 'c', name: 'Zoe', email: 'zoe@example.com' },
    subject: 's',
    body: 'b',
    form: 'default',
    topic: 'other',
    channel: 'web_form',
    locale: 'en',
    team: 'support',
    ticket_type: 'question',
    priority: 'normal',
    urgency: 'medium',
    impact: 'medium',
  },
  LinkRevoked: { type: 'LinkRevoked' },
  CustomerReplied: { type: 'CustomerReplied', body: 'b' },
  AgentReplied: { type: 'AgentReplied', body: 'b' },
  NoteAdded: { type: 'NoteAdded', body: 'b' },
  AutomaticMailReceived: { type: 'AutomaticMailReceived', body: 'I am away.', author: { email: 'ben@example.com' } },
  ReplyRejected: { type: 'ReplyRejected', body: 'b' },
  Forwarded: { type: 'Forwarded', to: { email: 'ben@example.com', name: 'Ben' }, body: 'b', replies: 'internal' },
  ParticipantsChanged: { type: 'ParticipantsChanged', added: [{ email: 'ben@example.com', name: 'Ben' }] },
  FollowersChanged: { type: 'FollowersChanged', added: ['ada'] },
  DeliveryFailed: { type: 'DeliveryFailed', of: 3, address: 'zoe@example.com', failure: 'bounced_permanent', reason: '550 5.1.1 No such user' },
  MailSuppressed: { type: 'MailSuppressed', of: 3, address: 'zoe@example.com', why: 'budget' },
  TicketAssigned: { type: 'TicketAssigned', agent: 'tom', reason: { kind: 'manual' } },
  TicketUnassigned: { type: 'TicketUnassigned', previous: 'tom' },
  TeamChanged: { type: 'TeamChanged', from: 'support', to: 'network' },
  TypeChanged: { type: 'TypeChanged', from: 'question', to: 'incident' },
  PriorityChanged: { type: 'PriorityChanged', from: 'normal', to: 'high', urgency: 'high', impact: 'medium' },
  TagsChanged: { type: 'TagsChanged', added: ['vpn', 'mac'], removed: [] },
  StateChanged: { type: 'StateChanged', from: 'open', to: 'waiting_customer' },
  PolicyApplied: { type: 'PolicyApplied', policy: 'gold', calendar: 'paris', revision: 7 },
  TierEscalated: { type: 'TierEscalated', from: 'support', from_tier: 1, to: 'network', to_tier: 2 },
  RungReached: { type: 'RungReached', ...metric, at: '2026-03-02T10:00:00Z', rung: 0, policy: 'gold', revision: 7 },
  ReminderSet: { type: 'ReminderSet', agent: 'tom', at: '2026-03-02T10:00:00Z' },
  ReminderCleared: { type: 'ReminderCleared' },
  ReminderReached: { type: 'ReminderReached', agent: 'tom' },
  ClockStarted: { type: 'ClockStarted', ...metric, target_seconds: 7_200, warn_at_percent: 75, spent_seconds: 0 },
  ClockPaused: { type: 'ClockPaused', ...metric },
  ClockResumed: { type: 'ClockResumed', ...metric },
  ClockRetargeted: { type: 'ClockRetargeted', ...metric, target_seconds: 5_400 },
  ClockWarned: { type: 'ClockWarned', ...metric, at: '2026-03-02T10:00:00Z' },
  ClockBreached: { type: 'ClockBreached', ...metric, at: '2026-03-02T10:00:00Z' },
  ClockFulfilled: { type: 'ClockFulfilled', ...metric },
  ClockCancelled: { type: 'ClockCancelled', ...metric },
};

beforeEach(() => {
  lang.value = 'en';
});

describe('every event', () => {
  it.each(Object.values(EVENTS))('$type has a sentence in both languages', (event) => {
    for (const language of ['en', 'fr'] as const) {
      lang.value = language;
      const words = eventWords(entry(event), names);
      expect(words).not.toMatch(/\{|undefined|Changed|Clock[A-Z]/);
      expect(words.length).toBeGreaterThan(5);
    }
  });
});

describe('sentences', () => {
  const say = (event: Event) => eventWords(entry(event), names);

  it('name people and teams rather than their ids', () => {
    expect(say(EVENTS.TicketAssigned)).toBe('Ada assigned it to Agent tom');
    expect(say(EVENTS.TeamChanged)).toBe('Ada moved it from Team support to Team network');
  });

  it('say why a ticket was given to somebody', () => {
    expect(say({ type: 'TicketAssigned', agent: 'ada', reason: { kind: 'claimed' } })).toBe('Ada claimed the ticket');
    expect(say({ type: 'TicketAssigned', agent: 'tom', reason: { kind: 'least_loaded', open: 2, capacity: 8 } })).toBe(
      'Assigned to Agent tom, the least busy online (2 of 8)',
    );
  });

  it('say on what grounds somebody was chosen', () => {
    const chosen = (grounds: object) =>
      say({ type: 'TicketAssigned', agent: 'tom', reason: { kind: 'chosen', mode: 'skills', open: 3, capacity: 8, ...grounds } });
    expect(chosen({ language: 'fr', skills: { billing: 4 } })).toBe('Assigned to Agent tom: French, billing 4/5, 3 of 8 open');
    expect(chosen({ continuity: { kind: 'previous_agent' } })).toBe("Assigned to Agent tom: the customer's previous agent, 3 of 8 open");
    expect(chosen({ mode: 'round_robin' })).toBe('Assigned to Agent tom: next in turn, 3 of 8 open');
  });

  it('tell escalating from sending back', () => {
    expect(say(EVENTS.TierEscalated)).toBe('Ada escalated it from Team support (tier 1) to Team network (tier 2)');
    expect(say({ ...EVENTS.TierEscalated, from_tier: 2, to_tier: 1 })).toContain('sent it back');
  });

  it('say which rules a new ticket met and what they did', () => {
    const trace = [
      { rule: 'refunds', set: [{ team: 'billing' }, { tags: ['refund', 'money'] }] },
      { rule: 'vip', stopped: true },
    ];
    expect(eventDetails({ ...EVENTS.TicketOpened, trace }, names)).toEqual([
      'Rule refunds: team Team billing, tags refund and money',
      'Rule vip: changed nothing, no further rules',
    ]);
  });

  it('name who wrote, rather than the customer whose ticket it is', () => {
    const reply: Event = { type: 'CustomerReplied', body: 'b', author: { email: 'ben@example.com', name: 'Ben' } };
    expect(eventWords(entry(reply, { kind: 'customer', id: 'c', name: 'Zoe' }), names)).toBe('Ben wrote');
    expect(say(EVENTS.AutomaticMailReceived)).toBe('An automatic mail came from ben@example.com');
  });

  it('name somebody outside by a message of theirs, and never by an id', () => {
    const nameless = { kind: 'customer', id: '527c99c1', name: '527c99c1' } as const;
    const reply: Event = { type: 'CustomerReplied', body: 'b', author: { email: 'dealer@example.com' } };
    const reopened: Event = { type: 'StateChanged', from: 'waiting_customer', to: 'open' };
    const told = named([entry(reply, { ...nameless, name: 'dealer@example.com' }), entry(reopened, nameless)]);
    expect(told.map((one) => eventWords(one, names))).toEqual(['dealer@example.com wrote', 'dealer@example.com set it to Open']);
    expect(eventWords(entry(reopened, nameless), names)).toBe('Somebody outside set it to Open');
  });

  it('say who reads the answers to what was forwarded', () => {
    expect(say(EVENTS.Forwarded)).toBe('Ada forwarded it to Ben; answers stay internal');
    expect(say({ ...EVENTS.Forwarded, replies: 'public' })).toBe('Ada forwarded it to Ben; answers go to everybody');
  });

  it('tell who came into the conversation and who left it', () => {
    expect(say(EVENTS.ParticipantsChanged)).toBe('Ada added Ben to the conversation');
    expect(say({ type: 'ParticipantsChanged', removed: ['ben@example.com'] })).toBe('Ada took ben@example.com out of the conversation');
  });

  it('tell following from being made to follow', () => {
    expect(say(EVENTS.FollowersChanged)).toBe('Ada follows the ticket');
    expect(say({ type: 'FollowersChanged', removed: ['ada'] })).toBe('Ada follows the ticket no more');
    expect(say({ type: 'FollowersChanged', added: ['tom'] })).toBe('Ada made Agent tom follow the ticket');
  });

  it('say that a mail did not arrive, and to whom', () => {
    expect(say(EVENTS.DeliveryFailed)).toBe('Mail to zoe@example.com can not be delivered');
    expect(say(EVENTS.MailSuppressed)).toContain('too many automatic ones');
  });

  it('tell raising from lowering', () => {
    expect(say(EVENTS.PriorityChanged)).toBe('Ada raised the priority from Normal to High');
    expect(say({ ...EVENTS.PriorityChanged, from: 'critical', to: 'low' })).toContain('lowered');
    expect(say({ ...EVENTS.PriorityChanged, from: 'high', to: 'high' })).toBe('Ada set urgency High and impact Medium');
  });

  it('tell one tag from several', () => {
    expect(say(EVENTS.TagsChanged)).toBe('Ada added the tags vpn and mac');
    expect(say({ type: 'TagsChanged', added: [], removed: ['vpn'] })).toBe('Ada removed the tag vpn');
  });

  it('know the states that mean more than a state', () => {
    expect(say({ type: 'StateChanged', from: 'open', to: 'resolved', resolution: 'workaround' })).toBe(
      'Ada resolved it: Workaround',
    );
    expect(say({ type: 'StateChanged', from: 'resolved', to: 'open' })).toBe('Ada reopened it');
    expect(say({ type: 'StateChanged', from: 'spam', to: 'open' })).toBe('Ada restored it to Open');
  });

  it('stay true for an event that only a newer server knows', () => {
    expect(say({ type: 'TicketMerged' } as unknown as Event)).toBe('Ada: TicketMerged');
  });

  it("call Guichet's own functions by one name", () => {
    expect(actorName({ kind: 'system', name: 'assignment' })).toBe('Guichet');
  });
});

it('a body is found in messages and notes, and nowhere else', () => {
  expect(bodyOf(EVENTS.NoteAdded)).toBe('b');
  expect(bodyOf(EVENTS.StateChanged)).toBeNull();
});
