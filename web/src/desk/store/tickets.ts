import { computed, signal } from '@preact/signals';
import { api, ask } from '../../api/client';
import { type ApiError, asApiError } from '../../api/problem';
import type { Entry, Ticket, TicketDetail, TicketSummary } from '../../api/types';
import { route } from '../route';
import { named } from '../words';

/** A change that has been shown but not yet acknowledged. It lies over the ticket, so taking it back is dropping it. */
export interface Pending {
  ticket: string;
  fields?: Partial<Ticket>;
  entry?: Entry;
}

/** What the server last said about each ticket that has been opened. */
const known = signal<ReadonlyMap<string, TicketDetail>>(new Map());
const numbers = new Map<number, string>();
export const pending = signal<readonly Pending[]>([]);
export const openFailure = signal<{ number: number; error: ApiError } | null>(null);

export const latest = (id: string): TicketDetail | undefined => known.value.get(id);

/** An answer can be overtaken by a newer one; the version says which is which. */
export function learn(detail: TicketDetail): void {
  const before = known.value.get(detail.ticket.id);
  if (before && before.ticket.version > detail.ticket.version) return;
  numbers.set(detail.ticket.number, detail.ticket.id);
  known.value = new Map(known.value).set(detail.ticket.id, { ...detail, timeline: named(detail.timeline) });
}

/** What a conflict tells: the ticket as it is now, and what came after the version that we knew. */
export function absorb(current: Ticket, since: Entry[]): void {
  const before = known.value.get(current.id);
  if (!before) return;
  const last = before.timeline.at(-1)?.seq ?? 0;
  learn({ ...before, ticket: current, timeline: [...before.timeline, ...since.filter((entry) => entry.seq > last)] });
}

/** A row of the list with the changes that are on their way. */
export function shown<T extends TicketSummary>(ticket: T): T {
  const changes = pending.value.filter((change) => change.ticket === ticket.id && change.fields);
  return changes.length === 0 ? ticket : Object.assign({}, ticket, ...changes.map((change) => change.fields));
}

export interface OpenTicket extends TicketDetail {
  /** Messages that are being sent. */
  sending: Entry[];
}

export const openTicket = computed<OpenTicket | null>(() => {
  const number = route.value.ticket;
  // Read first: `numbers` is no signal and is always filled together with `known`.
  const tickets = known.value;
  const id = number === null ? undefined : numbers.get(number);
  const detail = id === undefined ? undefined : tickets.get(id);
  if (!detail) return null;
  const sending = pending.value.flatMap((change) => (change.ticket === id && change.entry ? [change.entry] : []));
  return { ...detail, ticket: shown(detail.ticket), sending };
});

export async function load(number: number): Promise<void> {
  try {
    learn(await ask(api.GET('/api/v1/desk/tickets/number/{number}', { params: { path: { number } } })));
    if (openFailure.value?.number === number) openFailure.value = null;
  } catch (error) {
    openFailure.value = { number, error: asApiError(error) };
  }
}
