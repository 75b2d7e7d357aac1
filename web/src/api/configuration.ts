import { api, ask } from './client';
import type { Metric, Priority, Role, TicketType } from './types';

/** The desk's configuration as `/api/v1/desk/configuration` has it, until the OpenAPI document describes it. */
export interface Configuration {
  desk?: Desk | undefined;
  calendars?: Calendar[] | undefined;
  organisations?: Part[] | undefined;
  skills?: Skill[] | undefined;
  teams?: TeamSettings[] | undefined;
  agents?: AgentSettings[] | undefined;
  forms?: Part[] | undefined;
  rules?: Rule[] | undefined;
  policies?: Policy[] | undefined;
}

/** What has no page here yet is carried along as it is. */
export interface Part {
  id: string;
}

export interface Desk {
  calendar?: string | undefined;
  close_after: string;
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Exception {
  date: string;
  until?: string | undefined;
  hours?: string[] | undefined;
  name?: string | undefined;
}

export interface Holiday {
  day: string;
  hours?: string[] | undefined;
  name?: string | undefined;
}

export interface Calendar extends Part {
  name: string;
  time_zone: string;
  week?: Partial<Record<Weekday, string[]>> | undefined;
  exceptions?: Exception[] | undefined;
  holidays?: Holiday[] | undefined;
}

export interface Skill extends Part {
  name: string;
}

export type AssignmentMode = 'manual' | 'round_robin' | 'least_loaded' | 'skills';
export type HandBack = 'never' | 'new_only' | 'all';
export type FollowUp = 'follow_up' | 'reopen' | 'reject' | { reopen_within: string };

export interface TeamSettings extends Part {
  name: string;
  tier: number;
  lead?: string | undefined;
  calendar?: string | undefined;
  escalates_to?: string | undefined;
  assignment?: AssignmentMode | undefined;
  previous_agent_first?: boolean | undefined;
  hand_back_when_away?: HandBack | undefined;
  follow_up?: FollowUp | undefined;
}

export interface AgentSettings extends Part {
  name: string;
  email: string;
  role: Role;
  locale?: string | undefined;
  teams?: string[] | undefined;
  skills?: Record<string, number> | undefined;
  languages?: string[] | undefined;
  capacity: number;
  shifts?: string | undefined;
}

/** Nested `all`, `any` and `not` over comparisons. The server checks it; here it is a value to be edited as text. */
export type Condition = Record<string, unknown>;

export interface RuleActions {
  type?: TicketType | undefined;
  team?: string | undefined;
  tier?: number | undefined;
  priority?: Priority | undefined;
  add_tags?: string[] | undefined;
  skills?: Record<string, number> | undefined;
  policy?: string | undefined;
  stop?: boolean | undefined;
}

export interface Rule extends Part {
  name: string;
  when: Condition;
  then: RuleActions;
  enabled?: boolean | undefined;
}

export type LadderAction =
  | 'raise_priority'
  | 'unassign'
  | { notify: string }
  | { move: 'next_tier' | { team: string } }
  | { add_tag: string };

export interface Rung {
  metric: Metric;
  at: string;
  actions: LadderAction[];
  business_hours_only?: boolean | undefined;
}

export interface Policy extends Part {
  name: string;
  when?: Condition | undefined;
  calendar?: string | undefined;
  targets: Partial<Record<Metric, Partial<Record<Priority, string>>>>;
  warn_at_percent?: number | undefined;
  pause_on_hold?: boolean | undefined;
  automated_responses_count?: boolean | undefined;
  ladder?: Rung[] | undefined;
}

export interface Saved {
  revision: number;
  configuration: Configuration;
}

export interface Applied {
  revision: number;
  changed: string[];
  dry_run: boolean;
}

export interface Revision {
  revision: number;
  at: string;
  by: { kind: string; id?: string; name: string };
  note?: string | null;
  reverts_to?: number | null;
  changed: string[];
}

export interface Difference {
  place: string;
  before: unknown;
  after: unknown;
}

export interface RevisionPage {
  revisions: Revision[];
  next_before?: number | null;
}

export interface HolidayFeed {
  exceptions: Exception[];
  holidays: Holiday[];
  skipped: { line: number; name?: string | null; why: string }[];
}

export interface RuleTest {
  looked_at: number;
  matched: { number: number; subject: string; opened_at: string }[];
}

interface Init {
  params?: { query: Record<string, unknown> };
  body?: unknown;
  bodySerializer?: (body: unknown) => string;
  headers?: Record<string, string>;
  parseAs?: 'json' | 'text';
}

interface Untyped {
  request(method: string, path: string, init: Init): Promise<{ data?: unknown; error?: unknown; response: Response }>;
}

const ROOT = '/api/v1/desk/configuration';

/** Through the same client as every other call, so that signing in, clocks and errors are its own. */
async function call<T>(method: 'get' | 'put' | 'post', path: string, init: Init = {}): Promise<T> {
  return (await ask((api as unknown as Untyped).request(method, ROOT + path, init))) as T;
}

const text = (body: string, type: string): Init => ({
  body,
  bodySerializer: (value) => value as string,
  headers: { 'Content-Type': type },
});

interface Put {
  base: number;
  configuration: Configuration;
  note?: string;
  dry_run?: boolean;
}

export const readConfiguration = () => call<Saved>('get', '');
export const putConfiguration = (body: Put) => call<Applied>('put', '', { body });
export const exportConfiguration = () => call<string>('get', '/export', { parseAs: 'text' });
export const importConfiguration = (yaml: string, base: number, dryRun: boolean) =>
  call<Applied>('post', '/import', { params: { query: { base, dry_run: dryRun } }, ...text(yaml, 'application/yaml') });
export const listRevisions = (before?: number) =>
  call<RevisionPage>('get', '/revisions', before === undefined ? {} : { params: { query: { before } } });
export const readRevision = (revision: number) =>
  call<{ revision: Revision; differences: Difference[] }>('get', `/revisions/${revision}`);
export const restoreRevision = (revision: number, base: number) =>
  call<Applied>('post', `/revisions/${revision}/restore`, { body: { base } });
export const readHolidays = (ical: string) => call<HolidayFeed>('post', '/holidays', text(ical, 'text/calendar'));
export const testRule = (rule: Rule) => call<RuleTest>('post', '/rules/test', { body: rule });
