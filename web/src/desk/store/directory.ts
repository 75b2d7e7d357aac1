import { computed, signal } from '@preact/signals';
import { api, ask } from '../../api/client';
import { type ApiError, asApiError } from '../../api/problem';
import type { Agent, Availability, Me, OutOfOffice, Role, Team, View } from '../../api/types';
import { t } from '../../i18n/desk';
import { exact } from '../../i18n/format';
import { moment } from '../../lib/clock';
import { problemWords } from '../../lib/words';
import { toast } from './toasts';

/** Who and what the desk knows by id. */
export const me = signal<Me | null>(null);
export const agents = signal<Agent[]>([]);
export const teams = signal<Team[]>([]);
export const views = signal<View[] | null>(null);
export const failure = signal<ApiError | null>(null);

const agentNames = computed(() => new Map(agents.value.map((agent) => [agent.id, agent.name])));
const teamNames = computed(() => new Map(teams.value.map((team) => [team.id, team.name])));

/** An agent who has left is still named in old tickets; the id is better than nothing. */
export const agentName = (id: string): string => agentNames.value.get(id) ?? id;
export const teamName = (id: string): string => teamNames.value.get(id) ?? id;

export async function loadDirectory(): Promise<void> {
  failure.value = null;
  try {
    me.value = await ask(api.GET('/api/v1/desk/me'));
    const [agentList, teamList] = await Promise.all([ask(api.GET('/api/v1/desk/agents')), ask(api.GET('/api/v1/desk/teams'))]);
    agents.value = agentList.agents;
    teams.value = teamList.teams;
  } catch (error) {
    failure.value = asApiError(error);
  }
}

/** Counts and loads move all the time. A look that fails leaves the last ones; the list says that there is trouble. */
export async function refreshCounts(): Promise<void> {
  try {
    views.value = (await ask(api.GET('/api/v1/desk/views'))).views;
  } catch {
    return;
  }
}

export async function refreshAgents(): Promise<void> {
  try {
    agents.value = (await ask(api.GET('/api/v1/desk/agents'))).agents;
  } catch {
    return;
  }
}

export async function refreshTeams(): Promise<void> {
  try {
    teams.value = (await ask(api.GET('/api/v1/desk/teams'))).teams;
  } catch {
    return;
  }
}

export async function setAvailability(availability: Availability): Promise<void> {
  const before = me.value;
  if (before === null || before.availability === availability) return;
  me.value = { ...before, availability };
  try {
    me.value = await ask(api.PUT('/api/v1/desk/me/availability', { body: { availability } }));
    void refreshAgents();
    toast('success', t(`done.availability.${availability}`));
  } catch (error) {
    me.value = before;
    toast('error', t('failed.availability'), problemWords(asApiError(error)));
  }
}

/** When the caller is or will be out of office; what is over is no absence any more. */
export const absence = computed<OutOfOffice | null>(() => {
  const said = me.value?.out_of_office ?? null;
  return said !== null && Date.parse(said.until) > moment.value ? said : null;
});

/** Throws what went wrong, so that the dialog can say it beside what was typed. */
export async function setOutOfOffice(out: OutOfOffice | null): Promise<void> {
  me.value = await ask(api.PUT('/api/v1/desk/me/out-of-office', { body: { out_of_office: out } }));
  void refreshAgents();
  toast('success', out === null ? t('done.back') : t('done.away', { date: exact(out.until) }));
}

const WORKERS: ReadonlySet<Role> = new Set<Role>(['owner', 'admin', 'supervisor', 'agent']);

/** What a ticket allows comes with the ticket; this is for what does not depend on one. */
export const mayWork = computed(() => me.value !== null && WORKERS.has(me.value.role));
export const worksOnTickets = (role: Role): boolean => WORKERS.has(role);

const OVERSEERS = new Set(['owner', 'admin', 'supervisor']);
const ADMINISTRATORS = new Set(['owner', 'admin']);

/** Who may see how the desk is set up, and who may set it up. */
export const mayOversee = computed(() => me.value !== null && OVERSEERS.has(me.value.role));
export const mayAdminister = computed(() => me.value !== null && ADMINISTRATORS.has(me.value.role));
