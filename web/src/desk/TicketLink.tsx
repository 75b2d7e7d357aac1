import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api, ask } from '../api/client';
import { follow, formatRoute, route } from './route';
import type { OpenTicket } from './store/tickets';

/** Numbers of tickets that are known by their id alone; `null` where one could not be found out. */
const numbers = signal<ReadonlyMap<string, number | null>>(new Map());

async function findNumber(id: string): Promise<void> {
  let number: number | null = null;
  try {
    number = (await ask(api.GET('/api/v1/desk/tickets/{id}', { params: { path: { id } } }))).ticket.number;
  } catch {
    // Without the number the words say what it is; nothing else hangs on it.
  }
  numbers.value = new Map(numbers.value).set(id, number);
}

interface Props {
  open: OpenTicket;
  id: string;
  /** What it is called until its number is known. */
  unknown: string;
}

/** Another ticket, which events name by its id. */
export function TicketLink({ open, id, unknown }: Props) {
  const number = open.customer.earlier.find((earlier) => earlier.id === id)?.number ?? numbers.value.get(id);
  useEffect(() => {
    if (number === undefined) void findNumber(id);
  }, [id]);
  if (number == null) return <span>{unknown}</span>;
  const patch = { ticket: number, pane: 'talk' } as const;
  return (
    <a href={formatRoute({ ...route.value, ...patch })} onClick={(event) => follow(event, patch)}>
      #{number}
    </a>
  );
}
