import type { Actor, Applied, Attachment, Entry, Event, Grounds, Participant, Priority, Received, Set } from '../api/types';
import { absolute, exact, languageName, list, number, span } from '../i18n/format';
import { t, tn } from '../i18n/desk';
import { t as tm } from '../i18n/mail';
import { personName } from '../lib/address';
import type { IconName } from '../ui/Icon';

/** Names for ids, handed in so that this stays a pure function of an entry and the language. */
export interface Names {
  agent: (id: string) => string;
  team: (id: string) => string;
}

const RANK: Record<Priority, number> = { low: 0, normal: 1, high: 2, critical: 3 };

/** Whoever is neither the customer nor named by a message of their own comes with their id in the place of a name. */
const isNameless = (actor: Actor): boolean => actor.kind === 'customer' && actor.name === actor.id;

export function actorName(actor: Actor): string {
  if (actor.kind === 'system') return t('actor.system');
  return isNameless(actor) ? t('actor.outside') : actor.name;
}

/** Who wrote from outside the desk, if that was not the ticket's customer. */
export const authorOf = (event: Event): Participant | null => ('author' in event ? (event.author ?? null) : null);

/** Who wrote a message, by the name that its own mail gives. */
export function writerName(entry: Entry): string {
  const author = authorOf(entry.event);
  return author === null ? actorName(entry.actor) : personName(author);
}

/** What somebody did beside writing, under the name that a message of theirs gives. */
export function named(timeline: Entry[]): Entry[] {
  const names = new Map<Actor['id'], string>();
  for (const { actor, event } of timeline) {
    const author = authorOf(event);
    if (author !== null) names.set(actor.id, personName(author));
  }
  return timeline.map((entry) => {
    const name = isNameless(entry.actor) ? names.get(entry.actor.id) : undefined;
    return name === undefined ? entry : { ...entry, actor: { ...entry.actor, name } };
  });
}

/** What happened, as a sentence. A new event of the API has no sentence here and fails the type check. */
export function eventWords(entry: Entry, names: Names): string {
  const event: Event = entry.event;
  const who = writerName(entry);
  switch (event.type) {
    case 'TicketOpened':
      return t('event.opened', { who, channel: t(`channel.${event.channel}`) });
    case 'LinkRevoked':
      return t('event.link_revoked', { who });
    case 'CustomerReplied':
      return t('event.customer_replied', { who });
    case 'AgentReplied':
      return t('event.agent_replied', { who });
    case 'NoteAdded':
      return t('event.note', { who });
    case 'TicketAssigned':
      return assignedWords(event, who, names);
    case 'TicketUnassigned':
      return t('event.unassigned', { who, agent: names.agent(event.previous) });
    case 'TeamChanged':
      return t('event.team', { who, from: names.team(event.from), to: names.team(event.to) });
    case 'TypeChanged':
      return t('event.type', { who, from: t(`type.${event.from}`), to: t(`type.${event.to}`) });
    case 'PriorityChanged':
      return priorityWords(event, who);
    case 'TagsChanged':
      return tagsWords(event, who);
    case 'StateChanged':
      return stateWords(event, who);
    case 'ClockStarted':
    case 'ClockRetargeted':
      return targetWords(event);
    case 'ClockPaused':
      return t('event.clock_paused', { metric: t(`metric.${event.metric}`) });
    case 'ClockResumed':
      return t('event.clock_resumed', { metric: t(`metric.${event.metric}`) });
    case 'ClockWarned':
      return t('event.clock_warned', { metric: t(`metric.${event.metric}`) });
    case 'ClockBreached':
      return t('event.clock_breached', { metric: t(`metric.${event.metric}`) });
    case 'ClockFulfilled':
      return t('event.clock_fulfilled', { metric: t(`metric.${event.metric}`) });
    case 'ClockCancelled':
      return t('event.clock_cancelled', { metric: t(`metric.${event.metric}`) });
    case 'PolicyApplied':
      return policyWords(event);
    case 'TierEscalated':
      return tierWords(event, who, names);
    case 'RungReached':
      return t('event.rung', { metric: t(`metric.${event.metric}`), rung: event.rung + 1, at: exact(event.at) });
    case 'ReminderSet':
      if (entry.actor.kind === 'agent' && entry.actor.id === event.agent) return t('event.reminder_own', { who, at: absolute(event.at) });
      return t('event.reminder_set', { who, agent: names.agent(event.agent), at: absolute(event.at) });
    case 'AutomaticMailReceived':
      return tm('event.automatic', { who });
    case 'ReplyRejected':
      return tm('event.rejected', { who });
    case 'Forwarded':
      return tm(event.replies === 'internal' ? 'event.forwarded_internal' : 'event.forwarded_public', { who, to: personName(event.to) });
    case 'ParticipantsChanged':
      return participantsWords(event, who);
    case 'FollowersChanged':
      return followersWords(event, entry.actor, who, names);
    case 'DeliveryFailed':
      return tm(`undelivered.${event.failure}`, { address: event.address });
    case 'MailSuppressed':
      return tm(`event.suppressed_${event.why}`, { address: event.address });
    case 'ReminderCleared':
      return t('event.reminder_cleared', { who });
    case 'ReminderReached':
      return t('event.reminder_reached', { agent: names.agent(event.agent) });
    default:
      return unknownWords(event, who);
  }
}

/** A page that was loaded before the server learnt a new event still has to say something true. */
function unknownWords(event: never, who: string): string {
  return t('event.unknown', { who, event: (event as Event).type });
}

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

function assignedWords(event: Of<'TicketAssigned'>, who: string, names: Names): string {
  const agent = names.agent(event.agent);
  if (event.reason.kind === 'claimed') return t('event.claimed', { who });
  if (event.reason.kind === 'least_loaded') {
    return t('event.least_loaded', { agent, open: event.reason.open, capacity: event.reason.capacity });
  }
  if (event.reason.kind === 'chosen') return t('event.chosen', { agent, why: groundsWords(event.reason, names) });
  return t('event.assigned', { who, agent });
}

/** Why somebody was chosen: what the ticket asked for, or whose turn it was; and how busy they were. */
function groundsWords(grounds: Grounds, names: Names): string {
  const { continuity, language } = grounds;
  const skills = Object.entries(grounds.skills ?? {}).map(([skill, level]) => `${skill} ${level}/5`);
  const asked = [...(language ? [languageName(language)] : []), ...skills];
  const parts = continuity
    ? [continuity.kind === 'substitute' ? t('chosen.substitute', { agent: names.agent(continuity.of) }) : t('chosen.previous_agent')]
    : asked.length > 0 || grounds.mode === 'manual'
      ? asked
      : [t(`chosen.${grounds.mode}`)];
  return [...parts, t('chosen.load', { open: number(grounds.open), capacity: number(grounds.capacity) })].join(', ');
}

function policyWords(event: Of<'PolicyApplied'>): string {
  const { policy, calendar, revision } = event;
  if (!policy) return t('event.policy_none', { revision });
  return t('event.policy', { policy, revision, calendar: calendar ? t('event.policy_calendar', { calendar }) : '' });
}

function tierWords(event: Of<'TierEscalated'>, who: string, names: Names): string {
  const { from_tier, to_tier } = event;
  const values = { who, from: names.team(event.from), to: names.team(event.to), from_tier, to_tier };
  return to_tier < from_tier ? t('event.tier_down', values) : t('event.tier_up', values);
}

function targetWords(event: Of<'ClockStarted' | 'ClockRetargeted'>): string {
  const metric = t(`metric.${event.metric}`);
  const started = event.type === 'ClockStarted';
  if (event.target_seconds == null) return started ? t('event.clock_started_free', { metric }) : t('event.clock_retargeted_free', { metric });
  const time = span(event.target_seconds * 1_000);
  const target = event.hours ? `${time} (${t(`hours.${event.hours}`)})` : time;
  return started ? t('event.clock_started', { metric, target }) : t('event.clock_retargeted', { metric, target });
}

/** What else is to be told of an event, a line each: how routing arrived at the ticket that was opened. */
export function eventDetails(event: Event, names: Names): string[] {
  if (event.type !== 'TicketOpened') return [];
  const rules = (event.trace ?? []).map((applied) => ruleWords(applied, names));
  return event.follow_up_of ? [t('opened.follow_up'), ...rules] : rules;
}

function ruleWords(applied: Applied, names: Names): string {
  const set = (applied.set ?? []).map((one) => setWords(one, names));
  if (set.length === 0) set.push(t('trace.nothing'));
  if (applied.stopped) set.push(t('trace.stopped'));
  return t('trace.rule', { rule: applied.rule, set: set.join(', ') });
}

function setWords(set: Set, names: Names): string {
  if ('type' in set) return t('trace.type', { value: t(`type.${set.type}`) });
  if ('team' in set) return t('trace.team', { value: names.team(set.team) });
  if ('tier' in set) return t('trace.tier', { tier: set.tier.tier, team: names.team(set.tier.team) });
  if ('no_team_of_tier' in set) return t('trace.no_team_of_tier', { value: set.no_team_of_tier });
  if ('priority' in set) return t('trace.priority', { value: t(`priority.${set.priority}`) });
  if ('tags' in set) return t('trace.tags', { value: list(set.tags) });
  if ('too_many_tags' in set) return t('trace.too_many_tags', { value: list(set.too_many_tags) });
  if ('skills' in set) return t('trace.skills', { value: skillWords(set.skills) });
  return t('trace.policy', { value: set.policy });
}

export function skillWords(skills: Record<string, number>): string {
  return list(Object.entries(skills).map(([skill, level]) => `${skill} ${level}/5`));
}

function participantsWords({ added = [], removed = [] }: Of<'ParticipantsChanged'>, who: string): string {
  const [came, went] = [list(added.map(personName)), list(removed)];
  if (removed.length === 0) return tm('event.participants_added', { who, people: came });
  if (added.length === 0) return tm('event.participants_removed', { who, people: went });
  return tm('event.participants_both', { who, added: came, removed: went });
}

function followersWords({ added = [], removed = [] }: Of<'FollowersChanged'>, actor: Actor, who: string, names: Names): string {
  const [one, ...others] = [...added, ...removed];
  const self = actor.kind === 'agent' && actor.id === one && others.length === 0;
  if (self) return tm(added.length > 0 ? 'event.follows' : 'event.unfollows', { who });
  if (added.length > 0) return tm('event.followers_added', { who, people: list(added.map(names.agent)) });
  return tm('event.followers_removed', { who, people: list(removed.map(names.agent)) });
}

function priorityWords(event: Of<'PriorityChanged'>, who: string): string {
  const values = { who, from: t(`priority.${event.from}`), to: t(`priority.${event.to}`) };
  if (event.from === event.to) {
    return t('event.urgency_impact', { who, urgency: t(`urgency.${event.urgency}`), impact: t(`impact.${event.impact}`) });
  }
  return RANK[event.to] > RANK[event.from] ? t('event.priority_raised', values) : t('event.priority_lowered', values);
}

function tagsWords(event: Of<'TagsChanged'>, who: string): string {
  const added = list(event.added);
  const removed = list(event.removed);
  if (removed === '') return tn('event.tags_added', event.added.length, { who, tags: added });
  if (added === '') return tn('event.tags_removed', event.removed.length, { who, tags: removed });
  return t('event.tags_both', { who, added, removed });
}

function stateWords(event: Of<'StateChanged'>, who: string): string {
  const { from, to, resolution, until } = event;
  if (to === 'resolved') {
    return resolution ? t('event.resolved_as', { who, resolution: t(`resolution.${resolution}`) }) : t('event.resolved', { who });
  }
  if (to === 'scheduled' && until) return t('event.scheduled', { who, until: absolute(until) });
  if (to === 'spam') return t('event.spam', { who });
  if (from === 'spam' || from === 'deleted' || from === 'merged') return t('event.restored', { who, to: t(`state.${to}`) });
  if (to === 'open' && from === 'resolved') return t('event.reopened', { who });
  return t('event.state', { who, to: t(`state.${to}`) });
}

/** The text that an event carries, if it is a message or a note. */
export function bodyOf(event: Event): string | null {
  switch (event.type) {
    case 'TicketOpened':
    case 'CustomerReplied':
    case 'AgentReplied':
    case 'NoteAdded':
    case 'AutomaticMailReceived':
    case 'ReplyRejected':
    case 'Forwarded':
      return event.body;
    default:
      return null;
  }
}

/** The files that came or went with it. */
export const filesOf = (event: Event): readonly Attachment[] => ('attachments' in event ? (event.attachments ?? []) : []);

/** How it came, if that was by mail. */
export const mailOf = (event: Event): Received | null => ('mail' in event ? (event.mail ?? null) : null);

export const isClock = (event: Event): boolean => event.type.startsWith('Clock');

/** What the desk notes for itself. The thread leaves it out; the history tells it. */
export const isBookkeeping = (event: Event): boolean =>
  event.type === 'PolicyApplied' || (isClock(event) && event.type !== 'ClockBreached');

export function eventIcon(event: Event): IconName {
  if (event.type === 'RungReached' || event.type === 'ClockBreached' || event.type === 'ClockWarned') return 'alert';
  if (isClock(event)) return 'clock';
  switch (event.type) {
    case 'TicketAssigned':
    case 'TicketUnassigned':
      return 'customer';
    case 'TeamChanged':
    case 'TierEscalated':
      return 'team';
    case 'PolicyApplied':
      return 'shield';
    case 'ReminderSet':
    case 'ReminderCleared':
    case 'ReminderReached':
      return 'clock';
    case 'PriorityChanged':
      return 'flag';
    case 'TagsChanged':
    case 'TypeChanged':
      return 'tag';
    case 'StateChanged':
      return event.to === 'resolved' ? 'check' : event.to === 'spam' ? 'spam' : 'bolt';
    case 'LinkRevoked':
      return 'link';
    case 'NoteAdded':
      return 'note';
    case 'TicketOpened':
      return 'inbox';
    case 'Forwarded':
      return 'forward';
    case 'ParticipantsChanged':
      return 'team';
    case 'FollowersChanged':
      return 'eye';
    case 'DeliveryFailed':
      return 'alert';
    case 'AutomaticMailReceived':
    case 'MailSuppressed':
    case 'ReplyRejected':
      return 'mail';
    default:
      return 'reply';
  }
}
