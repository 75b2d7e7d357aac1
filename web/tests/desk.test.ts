import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock, Entry, Team, TicketSummary } from '../src/api/types';
import { readClock } from '../src/desk/Clocks';
import { inOneHour, localMinute, nextMonday, readMinute, tomorrowMorning } from '../src/desk/moments';
import { type Nobody, nobodyWords, sentence, waitingBecause } from '../src/desk/nobody';
import { alarmOf } from '../src/desk/TicketRow';
import { likelyTeam, otherTiers } from '../src/desk/tiers';
import { lang } from '../src/i18n/lang';

beforeEach(() => {
  lang.value = 'en';
});

const now = Date.parse('2026-11-23T10:00:00Z');
const ticket: TicketSummary = {
  id: 't',
  number: 1037,
  version: 1,
  subject: 's',
  customer_name: 'Zoe',
  team: 'support',
  state: 'open',
  priority: 'normal',
  type: 'question',
  tags: [],
  opened_at: '2026-11-23T09:00:00Z',
  updated_at: '2026-11-23T09:00:00Z',
  sla_status: 'on_track',
};

describe('why nobody has a ticket', () => {
  const both = (why: Nobody) =>
    (['en', 'fr'] as const).map((language) => {
      lang.value = language;
      return nobodyWords(why);
    });

  it('is said in both languages', () => {
    expect(both({ kind: 'manual' })).toEqual(['the team gives its tickets out by hand', 'l’équipe attribue ses tickets à la main']);
    expect(both({ kind: 'skills_missing', agents: 1, skills: { invoices: 3, vpn: 2 } })).toEqual([
      'nobody in the team (1 agent) has invoices at level 3 or vpn at level 2',
      'personne dans l’équipe (1 agent) n’a invoices au niveau 3 ni vpn au niveau 2',
    ]);
    expect(both({ kind: 'skills_apart', agents: 4, skills: { invoices: 3, vpn: 2 } })[0]).toBe(
      'nobody in the team (4 agents) has all of invoices at level 3 and vpn at level 2',
    );
    expect(both({ kind: 'language_missing', agents: 3, skilled: 3, language: 'fr' })).toEqual([
      'nobody in the team (3 agents) speaks French',
      'personne dans l’équipe (3 agents) ne parle français',
    ]);
    expect(both({ kind: 'language_missing', agents: 3, skilled: 1, language: 'fr' })[0]).toBe(
      'nobody with the skills (1 of 3 agents) speaks French',
    );
  });

  it('counts those who are kept from it now', () => {
    expect(both({ kind: 'not_now', agents: 1, hindrances: { off_shift: 1 } })[0]).toBe('the only agent who fits is off shift');
    expect(both({ kind: 'not_now', agents: 2, hindrances: { away: 2 } })).toEqual([
      'both agents who fit are away',
      'les deux agents qui conviennent sont absents',
    ]);
    expect(both({ kind: 'not_now', agents: 5, hindrances: { offline: 2, full: 2, off_shift: 1 } })).toEqual([
      'of 5 agents who fit, 2 are full, 2 are offline and 1 is off shift',
      'sur 5 agents qui conviennent, 2 sont à pleine charge, 2 sont hors ligne et 1 est hors horaires',
    ]);
  });

  it('is a sentence where it stands alone', () => {
    expect(sentence(nobodyWords({ kind: 'no_agents' }))).toBe('The team has no agents');
  });

  it('is said no more once somebody has it', () => {
    const told = { ...ticket, waiting_because: { kind: 'manual' } as const };
    expect(waitingBecause(told)).toEqual({ kind: 'manual' });
    expect(waitingBecause({ ...told, assignee: 'tom' })).toBeNull();
    expect(waitingBecause(ticket)).toBeNull();
  });
});

describe('a hand-over', () => {
  const support: Team = { id: 'support', name: 'Support', tier: 1 };
  const network: Team = { id: 'network', name: 'Network', tier: 2 };
  const billing: Team = { id: 'billing', name: 'Billing', tier: 2 };
  const lab: Team = { id: 'lab', name: 'Lab', tier: 3 };
  const came = (from: Team, to: Team): Entry => ({
    seq: 1,
    at: ticket.opened_at,
    actor: { kind: 'agent', id: 'ada', name: 'Ada' },
    event: { type: 'TierEscalated', from: from.id, from_tier: from.tier, to: to.id, to_tier: to.tier },
  });

  it('goes up or down, never to a team of the same tier', () => {
    expect(otherTiers(network, [lab, support, billing, network])).toEqual({ up: [lab], down: [support] });
  });

  it('most likely goes where the team escalates to', () => {
    expect(likelyTeam({ ...support, escalates_to: 'lab' }, [support, lab, network], [])).toBe('lab');
    expect(likelyTeam(support, [support, lab, network], [])).toBeNull();
  });

  it('from the top most likely goes back to where the ticket came from', () => {
    expect(likelyTeam(lab, [support, network, billing, lab], [came(billing, lab)])).toBe('billing');
    expect(likelyTeam(lab, [network, billing, lab], [])).toBeNull();
    expect(likelyTeam(lab, [network, lab], [])).toBe('network');
  });
});

describe('the usual moments', () => {
  // Months count from zero: Monday 23 November 2026, by the clock of whoever runs this.
  const monday = new Date(2026, 10, 23, 15, 30).getTime();
  const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

  it('are told by the clock of the viewer', () => {
    expect(inOneHour(monday)).toBe(at(23, 16, 30));
    expect(tomorrowMorning(monday)).toBe(at(24, 9));
    expect(nextMonday(monday)).toBe(at(30, 9));
    expect(nextMonday(at(29, 23))).toBe(at(30, 9));
  });

  it('go into the field of the browser and come back', () => {
    expect(localMinute(monday)).toBe('2026-11-23T15:30');
    expect(readMinute('2026-11-23T15:30')).toBe(monday);
    expect(readMinute('')).toBeNull();
  });
});

describe('a clock', () => {
  const clock: Clock = { metric: 'first_response', instance: 1, status: 'active', hours: 'business', target_seconds: 7_200 };

  it('says when it is due and how long that is', () => {
    expect(readClock({ ...clock, due_at: '2026-11-23T12:30:00Z' }, 'open', now)).toMatchObject({
      tone: 'quiet',
      text: '2h 30m left',
      more: expect.stringMatching(/^due Mon,? 23 Nov/),
    });
  });

  it('says why it stands', () => {
    const paused: Clock = { ...clock, status: 'paused', remaining_seconds: 3_600 };
    expect(readClock(paused, 'waiting_customer', now)).toMatchObject({ text: 'paused, 1h left', more: 'waiting for the customer' });
    expect(readClock(paused, 'on_hold', now)?.more).toBe('on hold');
  });

  it('tells risk and breach apart without a colour', () => {
    const warned = readClock({ ...clock, due_at: '2026-11-23T10:10:00Z', warned_at: '2026-11-23T09:50:00Z' }, 'open', now);
    const late = readClock({ ...clock, due_at: '2026-11-23T09:50:00Z' }, 'open', now);
    expect([warned?.icon, late?.icon]).toEqual(['hourglass', 'alert']);
    expect(warned?.more).toContain('at risk');
    expect(late?.text).toBe('10m 0s late');
  });
});

describe('the alarm of a ticket in a list', () => {
  it('is its worst clock, or what has fallen due since the last look', () => {
    expect(alarmOf({ ...ticket, sla_status: 'at_risk', due_at: '2026-11-23T10:10:00Z' }, now)).toBe('at_risk');
    expect(alarmOf({ ...ticket, sla_status: 'at_risk', due_at: '2026-11-23T09:59:00Z' }, now)).toBe('breached');
    expect(alarmOf(ticket, now)).toBeNull();
  });

  it('is silent once the ticket is over', () => {
    expect(alarmOf({ ...ticket, state: 'resolved', sla_status: 'breached' }, now)).toBeNull();
  });
});
