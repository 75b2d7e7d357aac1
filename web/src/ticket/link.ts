import { api, ask } from '../api/client';
import type { PortalTicket } from '../api/types';

/** The token sits in the fragment, which no browser sends to a server: it is in no log and in no Referer. */
export function tokenFromAddress(): string {
  return decodeURIComponent(location.hash.slice(1)).trim();
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const read = (token: string): Promise<PortalTicket> =>
  ask(api.GET('/api/v1/portal/ticket', { headers: bearer(token) }));

export const reply = (token: string, message: string, key: string): Promise<PortalTicket> =>
  ask(
    api.POST('/api/v1/portal/replies', {
      headers: bearer(token),
      params: { header: { 'Idempotency-Key': key } },
      body: { message },
    }),
  );

export const resolve = (token: string): Promise<PortalTicket> =>
  ask(api.POST('/api/v1/portal/resolve', { headers: bearer(token) }));

export const reopen = (token: string): Promise<PortalTicket> =>
  ask(api.POST('/api/v1/portal/reopen', { headers: bearer(token), body: {} }));
