import type { Channel, Locale } from '../../api/configuration';
import type { Metric, Priority, Role, TicketType } from '../../api/types';
import { t as td } from '../../i18n/desk';
import { t } from '../../i18n/settings';
import type { Choice } from './controls';
import { configuration } from './draft';

export const METRICS: readonly Metric[] = [
  'first_response',
  'next_response',
  'periodic_update',
  'first_resolution',
  'total_resolution',
  'requester_wait',
  'agent_work',
  'time_in_tier',
];
export const PRIORITIES: readonly Priority[] = ['critical', 'high', 'normal', 'low'];
export const TYPES: readonly TicketType[] = ['question', 'incident', 'service_request', 'problem', 'change', 'task'];
export const ROLES: readonly Role[] = ['owner', 'admin', 'supervisor', 'agent', 'light_agent', 'reporter', 'auditor'];
export const CHANNELS: readonly Channel[] = ['web_form', 'portal', 'email', 'phone', 'chat', 'sms', 'social', 'monitoring', 'api'];
export const LANGUAGES: readonly Locale[] = ['en', 'fr'];

export const named = (parts: readonly { id: string; name: string }[] | undefined): Choice[] =>
  (parts ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** The empty choice comes first and says what it means. */
export const orNone = (choices: Choice[], none: string): Choice[] => [{ value: '', label: none }, ...choices];

export const calendars = (): Choice[] => named(configuration.value.calendars);
export const types = (): Choice[] => TYPES.map((value) => ({ value, label: td(`type.${value}`) }));
export const teams = (): Choice[] => named(configuration.value.teams);
export const agents = (): Choice[] => named(configuration.value.agents);
export const policies = (): Choice[] => named(configuration.value.policies);
export const metrics = (): Choice[] => METRICS.map((value) => ({ value, label: td(`metric.${value}`) }));
export const priorities = (): Choice[] => PRIORITIES.map((value) => ({ value, label: td(`priority.${value}`) }));
export const tiers = (): Choice[] => ['1', '2', '3'].map((tier) => ({ value: tier, label: td('tier', { tier }) }));

const nameIn = (parts: readonly { id: string; name: string }[] | undefined, id: string): string =>
  parts?.find((part) => part.id === id)?.name ?? id;
export const nameOfTeam = (id: string): string => nameIn(configuration.value.teams, id);
export const nameOfCalendar = (id: string | null | undefined): string =>
  id == null ? t('calendar.inherited') : nameIn(configuration.value.calendars, id);
export const nameOfAgent = (id: string): string => nameIn(configuration.value.agents, id);
