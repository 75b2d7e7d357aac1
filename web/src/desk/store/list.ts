import { computed, signal } from '@preact/signals';
import { api, ask } from '../../api/client';
import { type ApiError, asApiError } from '../../api/problem';
import type { TicketSummary } from '../../api/types';
import { type Route, route } from '../route';
import { shown } from './tickets';

interface List {
  key: string;
  status: 'loading' | 'ready' | 'failed';
  tickets: TicketSummary[];
  next: string | null;
  more: 'idle' | 'loading' | 'failed';
  error: ApiError | null;
}

const LIMIT = 50;
const NONE: List = { key: '', status: 'loading', tickets: [], next: null, more: 'idle', error: null };

export const list = signal<List>(NONE);

export const viewKey = (of: Route): string => `${of.view} ${of.team ?? ''}`;

function page(cursor?: string) {
  const { view, team } = route.value;
  return ask(
    api.GET('/api/v1/desk/tickets', {
      params: { query: { view, limit: LIMIT, ...(team ? { team } : {}), ...(cursor ? { cursor } : {}) } },
    }),
  );
}

/** Shows the view of the address; looking again at the same one keeps what is there until the news has come. */
export async function loadList(): Promise<void> {
  const key = viewKey(route.value);
  if (list.value.key !== key || list.value.status === 'failed') list.value = { ...NONE, key };
  try {
    const first = await page();
    if (viewKey(route.value) !== key) return;
    const before = list.value;
    const fresh = new Set(first.tickets.map((ticket) => ticket.id));
    // Pages that were loaded by scrolling stay, so that a refresh never takes away what is being read.
    const tail = before.tickets.slice(first.tickets.length).filter((ticket) => !fresh.has(ticket.id));
    const scrolled = tail.length > 0 && before.tickets.length > LIMIT && first.next_cursor != null;
    list.value = {
      ...before,
      status: 'ready',
      error: null,
      tickets: scrolled ? [...first.tickets, ...tail] : first.tickets,
      next: scrolled ? before.next : (first.next_cursor ?? null),
    };
  } catch (error) {
    if (viewKey(route.value) !== key) return;
    const before = list.value;
    list.value = { ...before, status: before.tickets.length > 0 ? 'ready' : 'failed', error: asApiError(error) };
  }
}

export async function loadMore(): Promise<void> {
  const { key, next, more } = list.value;
  if (next === null || more === 'loading') return;
  list.value = { ...list.value, more: 'loading' };
  try {
    const answer = await page(next);
    if (list.value.key !== key) return;
    const have = new Set(list.value.tickets.map((ticket) => ticket.id));
    const tickets = [...list.value.tickets, ...answer.tickets.filter((ticket) => !have.has(ticket.id))];
    list.value = { ...list.value, tickets, next: answer.next_cursor ?? null, more: 'idle' };
  } catch {
    if (list.value.key === key) list.value = { ...list.value, more: 'failed' };
  }
}

/** The rows to show: with changes on their way, and narrowed by what was typed into the filter. */
export const rows = computed(() => {
  const wanted = route.value.q.trim().toLowerCase().replace(/^#/, '');
  const all = list.value.tickets.map(shown);
  if (wanted === '') return all;
  return all.filter((ticket) =>
    [ticket.subject, ticket.customer_name, String(ticket.number), ...ticket.tags].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
});
