import { api, ask } from '../api/client';
import type { FileLink, PortalTicket } from '../api/types';
import type { FileLimits, SentFile } from '../lib/files';
import { attached, type OfferFile } from '../lib/uploads';

/** The token sits in the fragment, which no browser sends to a server: it is in no log and in no Referer. */
export function tokenFromAddress(): string {
  return decodeURIComponent(location.hash.slice(1)).trim();
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const read = (token: string): Promise<PortalTicket> =>
  ask(api.GET('/api/v1/portal/ticket', { headers: bearer(token) }));

export const reply = (token: string, message: string, key: string, files: readonly SentFile[]): Promise<PortalTicket> =>
  ask(
    api.POST('/api/v1/portal/replies', {
      headers: bearer(token),
      params: { header: { 'Idempotency-Key': key } },
      body: { message, attachments: attached(files) },
    }),
  );

export const resolve = (token: string): Promise<PortalTicket> =>
  ask(api.POST('/api/v1/portal/resolve', { headers: bearer(token) }));

export const reopen = (token: string): Promise<PortalTicket> =>
  ask(api.POST('/api/v1/portal/reopen', { headers: bearer(token), body: {} }));

export const offerFile: OfferFile = (file) => ask(api.POST('/api/v1/uploads', { body: file }));

/** A link to a file of the ticket. It lives for minutes, so it is asked for when it is needed. */
export const fileLink = (token: string, file: string, inline: boolean): Promise<FileLink> =>
  ask(api.GET('/api/v1/portal/files/{file}', { headers: bearer(token), params: { path: { file }, query: { inline } } }));

const START_PAGE = 'default';

/** The limits are the same everywhere; the form on the start page tells them. */
export const readLimits = async (): Promise<FileLimits> =>
  (await ask(api.GET('/api/v1/forms/{form}', { params: { path: { form: START_PAGE } } }))).attachments;
