import { computed, signal } from '@preact/signals';
import type { ViewId } from '../api/types';

/** Everything that the desk shows is in its address, so that it can be sent to a colleague. */
export interface Route {
  view: ViewId;
  team: string | null;
  ticket: number | null;
  /** What the list is filtered by. */
  q: string;
  /** Which half of a ticket is seen where there is room for only one. */
  pane: 'talk' | 'facts';
  /** The page of the settings that is shown instead of tickets, and which part of it. */
  settings: SettingsPage | null;
  item: string | null;
  /** The supervisors' page that is shown instead of tickets. */
  reports: Reports | null;
  /** The page about mail that is shown instead of tickets. */
  mail: MailRoute | null;
}

export const ADDRESS_KINDS = ['all', 'blocked', 'trusted', 'unreachable'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** What was not let in, and of which message the beginning is read; or what is said of addresses, and of which. */
export type MailRoute = { page: 'held'; message: string | null } | { page: 'addresses'; kind: AddressKind; q: string };

export const HELD_AT_FIRST: MailRoute = { page: 'held', message: null };
export const ADDRESSES_AT_FIRST: MailRoute = { page: 'addresses', kind: 'all', q: '' };

export const PERIODS = ['7', '30', '90'] as const;
export const SPLITS = ['policy', 'team', 'tier', 'metric'] as const;
export type Split = (typeof SPLITS)[number];

export interface Reports {
  page: 'service-levels';
  /** So many days up to today, or two days such as `2026-11-01..2026-11-23`. */
  period: string;
  by: Split;
}

export const REPORTS_AT_FIRST: Reports = { page: 'service-levels', period: '30', by: 'policy' };

export const SETTINGS = ['policies', 'calendars', 'teams', 'agents', 'skills', 'organisations', 'forms', 'mailboxes', 'texts', 'rules', 'history', 'transfer'] as const;
export type SettingsPage = (typeof SETTINGS)[number];

const VIEWS: readonly ViewId[] = ['my_open', 'unassigned', 'all_open', 'recently_resolved', 'spam', 'team'];

function parseReports(query: URLSearchParams): Reports | null {
  if (query.get('reports') !== 'service-levels') return null;
  const period = query.get('period') ?? '';
  const known = PERIODS.some((days) => days === period) || /^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/.test(period);
  return {
    page: 'service-levels',
    period: known ? period : REPORTS_AT_FIRST.period,
    by: SPLITS.find((by) => by === query.get('by')) ?? REPORTS_AT_FIRST.by,
  };
}

function parseMail(query: URLSearchParams): MailRoute | null {
  const page = query.get('mail');
  if (page === 'held') return { page, message: query.get('message') };
  if (page !== 'addresses') return null;
  return { page, kind: ADDRESS_KINDS.find((kind) => kind === query.get('kind')) ?? 'all', q: query.get('q') ?? '' };
}

function formatMail(mail: MailRoute): string {
  const query = new URLSearchParams({ mail: mail.page });
  if (mail.page === 'held') {
    if (mail.message !== null) query.set('message', mail.message);
  } else {
    if (mail.kind !== 'all') query.set('kind', mail.kind);
    if (mail.q !== '') query.set('q', mail.q);
  }
  return `?${query}`;
}

export function parseRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const team = query.get('team');
  const asked = VIEWS.find((view) => view === query.get('view')) ?? 'my_open';
  const number = Number(query.get('ticket'));
  const settings = SETTINGS.find((page) => page === query.get('settings')) ?? null;
  const reports = settings === null ? parseReports(query) : null;
  const mail = settings === null && reports === null ? parseMail(query) : null;
  return {
    view: asked === 'team' && !team ? 'my_open' : asked,
    team: asked === 'team' ? team : null,
    ticket: Number.isSafeInteger(number) && number > 0 ? number : null,
    // The pages about mail filter by a text of their own.
    q: mail === null ? (query.get('q') ?? '') : '',
    pane: query.get('pane') === 'facts' ? 'facts' : 'talk',
    settings,
    item: settings === null ? null : query.get('item'),
    reports,
    mail,
  };
}

export function formatRoute(route: Route): string {
  if (route.settings !== null) {
    const query = new URLSearchParams({ settings: route.settings });
    if (route.item !== null) query.set('item', route.item);
    return `?${query}`;
  }
  if (route.reports !== null) {
    const { page, period, by } = route.reports;
    return `?${new URLSearchParams({ reports: page, period, by })}`;
  }
  if (route.mail !== null) return formatMail(route.mail);
  const query = new URLSearchParams({ view: route.view });
  if (route.team !== null) query.set('team', route.team);
  if (route.q !== '') query.set('q', route.q);
  if (route.ticket !== null) query.set('ticket', String(route.ticket));
  if (route.pane !== 'talk') query.set('pane', route.pane);
  return `?${query}`;
}

export const route = signal<Route>(parseRoute(typeof location === 'undefined' ? '' : location.search));

/** Whether tickets are shown, rather than a page that stands in their place. */
export const atTickets = computed(() => route.value.settings === null && route.value.reports === null && route.value.mail === null);

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    route.value = parseRoute(location.search);
  });
}

export function go(patch: Partial<Route>, how: 'push' | 'replace' = 'push'): void {
  const next = { ...route.value, ...patch };
  const address = formatRoute(next);
  if (address === formatRoute(route.value)) return;
  route.value = next;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

/** For links: a plain click stays in the page; a click that opens a tab is the browser's. */
export function follow(event: MouseEvent, patch: Partial<Route>): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(patch);
}
