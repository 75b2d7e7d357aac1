import { api, ask } from '../api/client';
import type { Entry, Event, Participant, State, TicketDetail, Visibility } from '../api/types';
import { serverNow } from '../lib/clock';
import type { SentFile } from '../lib/files';
import { attached } from '../lib/uploads';
import type { Tab } from './keyboard';
import { me } from './store/directory';

/** What an agent is about to send, as it was when they pressed the button. */
export interface Outgoing {
  tab: Tab;
  body: string;
  /** Keeps it from arriving twice. */
  key: string;
  files: readonly SentFile[];
  /** What a reply leaves the ticket in; where the rules send it, if absent. */
  state: State | null;
  forward: { to: Participant; replies: Visibility } | null;
}

function eventOf({ tab, body, files, forward }: Outgoing): Event {
  const attachments = files.map((file) => ({ ...file }));
  if (forward !== null) return { type: 'Forwarded', body, attachments, ...forward };
  return { type: tab === 'reply' ? 'AgentReplied' : 'NoteAdded', body, attachments };
}

/** How it shows in the conversation until the server has it. */
export function pendingEntry(outgoing: Outgoing): Entry {
  return {
    seq: Number.MAX_SAFE_INTEGER,
    at: new Date(serverNow()).toISOString(),
    actor: { kind: 'agent', id: me.value!.id, name: me.value!.name },
    event: eventOf(outgoing),
  };
}

export function deliver(ticket: string, version: number, { tab, body, key, files, state, forward }: Outgoing): Promise<TicketDetail> {
  const params = { path: { id: ticket }, header: { 'Idempotency-Key': key } };
  const common = { version, body, attachments: attached(files) };
  if (forward !== null) return ask(api.POST('/api/v1/desk/tickets/{id}/forwards', { params, body: { ...common, ...forward } }));
  if (tab === 'note') return ask(api.POST('/api/v1/desk/tickets/{id}/notes', { params, body: common }));
  return ask(api.POST('/api/v1/desk/tickets/{id}/replies', { params, body: { ...common, ...(state === null ? {} : { state }) } }));
}
