import type { Client } from 'openapi-fetch';
import { api, ask } from '../../api/client';
import type { Agent, Metric, Team, TicketSummary } from '../../api/types';

export interface TeamNow extends Team {
  unassigned: number;
  assigned: number;
  at_risk: number;
  breached: number;
}

export interface AgentNow extends Agent {
  out_of_office?: boolean;
}

/** How the desk stands at this moment. */
export interface Now {
  teams: TeamNow[];
  agents: AgentNow[];
  /** At risk or breached, the most urgent first. */
  at_risk: TicketSummary[];
}

/** How many targets of a kind were met and breached on a day (in UTC). */
export interface Counted {
  day: string;
  team: string;
  tier: number;
  policy: string;
  metric: Metric;
  met: number;
  breached: number;
}

export interface Attainment {
  from: string;
  to: string;
  rows: Counted[];
}

interface Paths {
  '/api/v1/desk/reports/now': {
    get: { responses: { 200: { content: { 'application/json': Now } } } };
  };
  '/api/v1/desk/reports/attainment': {
    get: {
      parameters: { query: { from: string; to: string } };
      responses: { 200: { content: { 'application/json': Attainment } } };
    };
  };
}

const reports = api as unknown as Client<Paths>;

export const readNow = (): Promise<Now> => ask(reports.GET('/api/v1/desk/reports/now'));

export const readAttainment = (from: string, to: string): Promise<Attainment> =>
  ask(reports.GET('/api/v1/desk/reports/attainment', { params: { query: { from, to } } }));

/** Policies are counted by id; their names are in the configuration, which those who oversee may read. */
export async function readPolicyNames(): Promise<ReadonlyMap<string, string>> {
  const { configuration } = await ask(api.GET('/api/v1/desk/configuration'));
  return new Map((configuration.policies ?? []).map((policy) => [policy.id, policy.name]));
}
