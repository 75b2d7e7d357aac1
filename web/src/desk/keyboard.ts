import { signal } from '@preact/signals';
import type { Allowed } from '../api/types';
import { claim } from './actions';
import { atTickets, go, HELD_AT_FIRST, route } from './route';
import { mayWork, me, setAvailability } from './store/directory';
import { openTicket } from './store/tickets';

export const helpShown = signal(false);
export const drawerShown = signal(false);
export const awayShown = signal(false);

/** What is being asked about the ticket that is open: to whom it goes, or when to be told of it again. */
export type Asking = 'escalate' | 'reminder';
export const asking = signal<{ what: Asking; ticket: number } | null>(null);

export function askAbout(what: Asking): void {
  const open = openTicket.value;
  if (open === null) return;
  if (what === 'escalate' ? open.allowed.escalate : mayWork.value) asking.value = { what, ticket: open.ticket.number };
}

export const TABS = ['reply', 'note', 'forward'] as const;
export type Tab = (typeof TABS)[number];

/** Whoever may answer a ticket may ask somebody else about it. */
export const mayWrite = (allowed: Allowed, tab: Tab): boolean => (tab === 'note' ? allowed.note : allowed.reply);

/** Asks the composer of a ticket to take the focus. It answers when it is there: the keys are faster than the network. */
export const writing = signal<{ tab: Tab; ticket: number } | null>(null);

export function writeOn(tab: Tab): void {
  const number = route.value.ticket;
  const open = openTicket.value;
  if (number === null || (open?.ticket.number === number && !mayWrite(open.allowed, tab))) return;
  if (route.value.pane !== 'talk') go({ pane: 'talk' }, 'replace');
  writing.value = { tab, ticket: number };
}

const rowLinks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.row-link, .held-row')];

/** From the row that has the focus, else from the ticket that is open. */
function move(step: 1 | -1): void {
  const rows = rowLinks();
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const open = rows.findIndex((row) => row.ariaCurrent === 'true');
  const from = focused >= 0 ? focused : open;
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
  rows[to]?.focus();
  rows[to]?.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Escape leaves what is innermost: the text, then the ticket or the held message. */
function escape(event: KeyboardEvent): void {
  if (document.querySelector(':popover-open, dialog[open]')) return;
  if (isTyping(event.target)) (event.target as HTMLElement).blur();
  else if (drawerShown.value) drawerShown.value = false;
  else if (route.value.mail?.page === 'held' && route.value.mail.message !== null) {
    const row = document.querySelector<HTMLElement>('.held-row[aria-current]');
    go({ mail: HELD_AT_FIRST });
    row?.focus();
  } else if (atTickets.value && route.value.ticket !== null) {
    const number = route.value.ticket;
    go({ ticket: null, pane: 'talk' });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`.row-link[data-number="${number}"]`)?.focus());
  }
}

const KEYS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  r: () => writeOn('reply'),
  n: () => writeOn('note'),
  f: () => writeOn('forward'),
  c: () => {
    const open = openTicket.value;
    if (open?.allowed.change && open.ticket.assignee !== me.value?.id) void claim(open.ticket);
  },
  e: () => askAbout('escalate'),
  m: () => askAbout('reminder'),
  a: () => {
    if (mayWork.value) void setAvailability(me.value?.availability === 'online' ? 'away' : 'online');
  },
  '/': () => document.getElementById('filter')?.focus(),
  '?': () => {
    helpShown.value = true;
  },
};

/** The other keys are about tickets, and do nothing while none are shown. */
const EVERYWHERE: ReadonlySet<string> = new Set(['a', '?']);
/** Lists of mail are walked and filtered like lists of tickets. */
const IN_MAIL: ReadonlySet<string> = new Set(['j', 'k', '/']);

const means = (key: string): boolean => atTickets.value || EVERYWHERE.has(key) || (route.value.mail !== null && IN_MAIL.has(key));

export function keyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === 'Escape') {
    escape(event);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = KEYS[event.key];
  if (!act || !means(event.key)) return;
  event.preventDefault();
  act();
}
