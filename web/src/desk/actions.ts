import { api, ask } from '../api/client';
import type { ApiError } from '../api/problem';
import type { Level, Participant, Priority, Resolution, State, Ticket, TicketType } from '../api/types';
import { t } from '../i18n/desk';
import { exact } from '../i18n/format';
import { t as tm } from '../i18n/mail';
import { clearText, loadText } from '../lib/drafts';
import { me, teamName } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { toast } from './store/toasts';
import { type Outcome, write } from './store/write';

const path = (ticket: Ticket) => ({ params: { path: { id: ticket.id } } });

/** Every change that an agent can make to a ticket, apart from writing on it. */
export function claim(ticket: Ticket): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.claim'),
    fields: { assignee: me.value!.id },
    send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/claim', { ...path(ticket), body: { version } })),
  });
}

export function assign(ticket: Ticket, agent: string): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.assign'),
    fields: { assignee: agent },
    send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/assign', { ...path(ticket), body: { version, agent } })),
  });
}

export function unassign(ticket: Ticket): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.unassign'),
    fields: { assignee: null },
    send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/unassign', { ...path(ticket), body: { version } })),
  });
}

export function setState(ticket: Ticket, state: State, more: { resolution?: Resolution; until?: string } = {}): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.state'),
    fields: { state },
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/state', { ...path(ticket), body: { version, state, ...more } })),
  });
}

export function setPriority(ticket: Ticket, priority: Priority): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.priority'),
    fields: { priority },
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/priority', { ...path(ticket), body: { version, priority } })),
  });
}

/** The priority follows on the server, from its matrix; it is not guessed here. */
export function setUrgencyAndImpact(ticket: Ticket, urgency: Level, impact: Level): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.priority'),
    fields: { urgency, impact },
    send: (version) =>
      ask(api.PUT('/api/v1/desk/tickets/{id}/priority', { ...path(ticket), body: { version, urgency, impact } })),
  });
}

export function setType(ticket: Ticket, type: TicketType): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.type'),
    fields: { type },
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/type', { ...path(ticket), body: { version, type } })),
  });
}

export function setTeam(ticket: Ticket, team: string): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.team'),
    fields: { team },
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/team', { ...path(ticket), body: { version, team } })),
  });
}

export function setTags(ticket: Ticket, tags: string[]): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.tags'),
    fields: { tags },
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/tags', { ...path(ticket), body: { version, tags } })),
  });
}

/** Who gets every answer beside the customer. */
export function setParticipants({ ticket }: OpenTicket, participants: Participant[]): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: tm('failed.participants'),
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/participants', { ...path(ticket), body: { version, participants } })),
  });
}

/** Whether the caller is told what is written on the ticket. */
export function setFollowing(ticket: Ticket, follows: boolean): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: tm('failed.follow'),
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/following', { ...path(ticket), body: { version, follows } })),
  });
}

export function markSpam(ticket: Ticket): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.spam'),
    fields: { state: 'spam' },
    send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/spam', { ...path(ticket), body: { version } })),
  });
}

export function restore(ticket: Ticket): Promise<Outcome> {
  return write({
    ticket: ticket.id,
    failed: t('failed.restore'),
    send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/restore', { ...path(ticket), body: { version } })),
  });
}

export async function revokeLink(ticket: Ticket): Promise<void> {
  const outcome = await write({
    ticket: ticket.id,
    failed: t('failed.revoke'),
    send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/link/revoke', { ...path(ticket), body: { version } })),
  });
  if (outcome === 'done') toast('success', t('done.revoke'));
}

export const handOverDraft = (ticket: Ticket): string => `desk.${ticket.id}.hand_over`;

/** Hands a ticket to a team of another tier, with the note as it is written in the storage when it is sent. */
export async function escalate(ticket: Ticket, team: string, refused?: (error: ApiError) => void): Promise<Outcome> {
  const draft = handOverDraft(ticket);
  const outcome = await write(
    {
      ticket: ticket.id,
      failed: t('failed.escalate'),
      send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/escalate', { ...path(ticket), body: { version, team, note: loadText(draft).text.trim() } })),
      ...(refused ? { refused } : {}),
    },
    () => escalate(ticket, team),
  );
  if (outcome === 'done') {
    clearText(draft);
    toast('success', t('done.escalate', { team: teamName(team) }));
  }
  return outcome;
}

/** Without a moment, nobody is reminded any more. */
export async function remind(ticket: Ticket, at: number | null): Promise<void> {
  const moment = at === null ? null : new Date(at).toISOString();
  const outcome = await write({
    ticket: ticket.id,
    failed: t('failed.reminder'),
    fields: { reminder: moment === null ? null : { agent: me.value!.id, at: moment } },
    send: (version) => ask(api.PUT('/api/v1/desk/tickets/{id}/reminder', { ...path(ticket), body: { version, at: moment } })),
  });
  if (outcome === 'done') toast('success', moment === null ? t('done.reminder.cleared') : t('done.reminder', { date: exact(moment) }));
}

export async function applyPolicy(ticket: Ticket): Promise<void> {
  const outcome = await write({
    ticket: ticket.id,
    failed: t('failed.policy'),
    send: (version) => ask(api.POST('/api/v1/desk/tickets/{id}/policy', { ...path(ticket), body: { version } })),
  });
  if (outcome === 'done') toast('success', t('done.policy'));
}
