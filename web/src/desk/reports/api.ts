import { api, ask } from '../../api/client';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Now = Schemas['Now'];
export type TeamNow = Schemas['TeamNow'];
export type AgentNow = Schemas['AgentNow'];
export type Attainment = Schemas['AttainmentReport'];
/** How many targets of a kind were met and breached on a day (in UTC). */
export type Counted = Schemas['AttainmentRow'];

export const readNow = (): Promise<Now> => ask(api.GET('/api/v1/desk/reports/now'));

export const readAttainment = (from: string, to: string): Promise<Attainment> =>
  ask(api.GET('/api/v1/desk/reports/attainment', { params: { query: { from, to } } }));

/** Policies are counted by id; their names are in the configuration, which those who oversee may read. */
export async function readPolicyNames(): Promise<ReadonlyMap<string, string>> {
  const { configuration } = await ask(api.GET('/api/v1/desk/configuration'));
  return new Map((configuration.policies ?? []).map((policy) => [policy.id, policy.name]));
}
