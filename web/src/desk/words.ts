import type { Actor, Entry, Event, Priority } from '../api/types';
import { absolute, list, span } from '../i18n/format';
import { t, tn } from '../i18n/desk';
import type { IconName } from '../ui/Icon';

/** Names for ids, handed in so that this stays a pure function of an entry and the language. */
export interface Names {
  agent: (id: string) => string;
  team: (id: string) => string;
}

const RANK: Record<Priority, number> = { low: 0, normal: 1, high: 2, critical: 3 };

export function actorName(actor: Actor): string {
  return actor.kind === 'system' ? t('actor.system') : actor.name;
}

/** What happened, as a sentence. A new event of the API has no sentence here and fails the type check. */
export function eventWords(entry: Entry, names: Names): string {
  const event: Event = entry.event;
  const who = actorName(entry.actor);
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
    case 'ClockRetargeted': {
      const values = { metric: t(`metric.${event.metric}`), target: span(event.target_seconds * 1_000) };
      return event.type === 'ClockStarted' ? t('event.clock_started', values) : t('event.clock_retargeted', values);
    }
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
  return t('event.assigned', { who, agent });
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
      return event.body;
    default:
      return null;
  }
}

export const isClock = (event: Event): boolean => event.type.startsWith('Clock');

export function eventIcon(event: Event): IconName {
  if (event.type === 'ClockBreached' || event.type === 'ClockWarned') return 'alert';
  if (isClock(event)) return 'clock';
  switch (event.type) {
    case 'TicketAssigned':
    case 'TicketUnassigned':
      return 'customer';
    case 'TeamChanged':
      return 'team';
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
    default:
      return 'reply';
  }
}
