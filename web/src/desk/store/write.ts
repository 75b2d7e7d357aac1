import { signal } from '@preact/signals';
import { type ApiError, asApiError } from '../../api/problem';
import type { Entry, Event, StaleVersion, TicketDetail } from '../../api/types';
import { problemWords } from '../../lib/words';
import { named } from '../words';
import { refreshCounts } from './directory';
import { loadList } from './list';
import { absorb, latest, learn, load, type Pending, pending } from './tickets';
import { toast } from './toasts';

export type Outcome = 'done' | 'failed' | 'conflict';

export interface Write {
  ticket: string;
  /** "Priority was not changed": the title of what is said when it fails. */
  failed: string;
  fields?: Pending['fields'];
  entry?: Pending['entry'];
  send: (version: number) => Promise<TicketDetail>;
  /** Who is told of a refusal, where that is not a toast: a dialog that keeps what was typed. */
  refused?: (error: ApiError) => void;
}

export interface Conflict {
  ticket: string;
  failed: string;
  /** A text that was being sent, or a change of the ticket. */
  kind: 'text' | 'change';
  since: Entry[];
  /** Does it all the same, on the ticket as it is now. */
  again: () => unknown;
}

/** What somebody else did first, to be shown before anything is overwritten. */
export const conflict = signal<Conflict | null>(null);

/** A ticket's writes go one after the other, each with the version that the one before has made. */
const queues = new Map<string, Promise<unknown>>();

/** What changes nothing of what an agent goes by, so that nobody has to weigh it. */
const HARMLESS: ReadonlySet<Event['type']> = new Set<Event['type']>(['RungReached', 'FollowersChanged', 'MailSuppressed', 'AutomaticMailReceived']);

/** Time passing is no change that an agent has to weigh, either: such a write is repeated on the newer version. */
const harmless = (since: Entry[]): boolean => since.every(({ event }) => event.type.startsWith('Clock') || HARMLESS.has(event.type));

const ATTEMPTS = 3;

function staleVersion(error: ApiError): StaleVersion | null {
  const body = error.problem as Partial<StaleVersion> | null;
  return error.code === 'stale_version' && body?.current && body.since ? (body as StaleVersion) : null;
}

/** Shows the change at once, sends it, and takes it back with an honest word when it did not happen. */
export function write(what: Write, again: () => unknown = () => write(what)): Promise<Outcome> {
  const change: Pending = {
    ticket: what.ticket,
    ...(what.fields ? { fields: what.fields } : {}),
    ...(what.entry ? { entry: what.entry } : {}),
  };
  pending.value = [...pending.value, change];
  const turn = (queues.get(what.ticket) ?? Promise.resolve())
    .then(() => attempt(what, again))
    .finally(() => {
      pending.value = pending.value.filter((one) => one !== change);
    });
  queues.set(what.ticket, turn);
  return turn;
}

async function attempt(what: Write, again: () => unknown): Promise<Outcome> {
  if (conflict.value?.ticket === what.ticket) conflict.value = null;
  for (let count = 1; ; count += 1) {
    const before = latest(what.ticket);
    if (!before) return 'failed';
    try {
      learn(await what.send(before.ticket.version));
      void refreshCounts();
      void loadList();
      return 'done';
    } catch (cause) {
      const error = asApiError(cause);
      const stale = staleVersion(error);
      if (stale === null) {
        if (what.refused) what.refused(error);
        else toast('error', what.failed, problemWords(error));
        if (error.status !== 0) void load(before.ticket.number);
        return 'failed';
      }
      absorb(stale.current, stale.since);
      if (harmless(stale.since) && count < ATTEMPTS) continue;
      const kind = what.entry ? 'text' : 'change';
      conflict.value = { ticket: what.ticket, failed: what.failed, kind, since: named(stale.since), again };
      return 'conflict';
    }
  }
}
