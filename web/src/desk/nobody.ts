import type { components } from '../api/schema';
import type { Availability, TicketSummary } from '../api/types';
import { languageName, list, number } from '../i18n/format';
import { t, tn } from '../i18n/desk';

type Schemas = components['schemas'];
type Skills = Record<string, number>;
/** Why nobody can take a ticket, as the API tells it. */
export type Nobody = Schemas['Nobody'];
export type Hindrance = 'full' | Exclude<Availability, 'online'> | 'off_shift' | 'out_of_office';

/** Null once somebody has the ticket, which may be shown before the server has said so. */
export function waitingBecause(ticket: TicketSummary): Nobody | null {
  return ticket.assignee == null ? (ticket.waiting_because ?? null) : null;
}

/** From what passes soonest to what lasts longest. */
const HINDRANCES: readonly Hindrance[] = ['full', 'away', 'offline', 'off_shift', 'out_of_office'];

/** The reason where it stands alone. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function nobodyWords(why: Nobody): string {
  switch (why.kind) {
    case 'manual':
    case 'no_agents':
      return t(`nobody.${why.kind}`);
    case 'skills_missing':
      return t('nobody.skills_missing', { agents: tn('agents', why.agents), skills: skillLevels(why.skills).join(t('nobody.or')) });
    case 'skills_apart':
      return t('nobody.skills_apart', { agents: tn('agents', why.agents), skills: skillLevels(why.skills).join(t('nobody.and')) });
    case 'language_missing':
      return languageMissing(why);
    case 'not_now':
      return notNow(why);
  }
}

const skillLevels = (skills: Skills): string[] =>
  Object.entries(skills).map(([skill, level]) => t('nobody.skill', { skill, level }));

function languageMissing({ agents, skilled, language }: Extract<Nobody, { kind: 'language_missing' }>): string {
  const values = { agents: tn('agents', agents), language: languageName(language) };
  if (skilled === agents) return t('nobody.language_missing', values);
  return t('nobody.language_missing_skilled', { ...values, skilled: number(skilled) });
}

function notNow({ agents, hindrances }: Extract<Nobody, { kind: 'not_now' }>): string {
  const counted = HINDRANCES.flatMap((hindrance) => {
    const count = hindrances[hindrance] ?? 0;
    return count > 0 ? [{ hindrance, count }] : [];
  });
  const [only] = counted;
  if (only && counted.length === 1) {
    const what = tn(`hindrance.${only.hindrance}`, agents);
    if (agents === 1) return t('nobody.only', { what });
    return agents === 2 ? t('nobody.both', { what }) : t('nobody.all', { agents: number(agents), what });
  }
  const each = counted.map(({ hindrance, count }) => tn('nobody.some', count, { what: tn(`hindrance.${hindrance}`, count) }));
  return t('nobody.each', { agents: number(agents), each: list(each) });
}
