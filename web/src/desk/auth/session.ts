import { signal } from '@preact/signals';
import type { Middleware } from 'openapi-fetch';
import { api } from '../../api/client';
import { type ApiError, asApiError } from '../../api/problem';
import { session } from '../../lib/storage';
import { arrive, endSession, leaveToSignIn, refresh, type Tokens } from './oidc';

export type Access =
  | { kind: 'starting' }
  | { kind: 'out'; ended: boolean; error: ApiError | null }
  | { kind: 'in' };

const TOKENS = 'guichet.tokens';
/** A refusal this soon after signing in is no expiry; signing in again would only go round in circles. */
const FRESH_MS = 20_000;

export const access = signal<Access>({ kind: 'starting' });

let tokens: Tokens | null = null;
let renewing: Promise<boolean> | null = null;

function keep(next: Tokens | null): void {
  tokens = next;
  if (next === null) session.remove(TOKENS);
  else session.write(TOKENS, next);
}

function out(ended: boolean, error: ApiError | null = null): void {
  access.value = { kind: 'out', ended, error };
}

const here = (): string => location.pathname + location.search;

/** Finds out who is there: somebody coming back from the issuer, a session of this tab, or nobody yet. */
export async function start(): Promise<void> {
  api.use(bearer);
  const search = new URLSearchParams(location.search);
  try {
    const arrival = await arrive(search);
    if (arrival !== null) {
      history.replaceState(null, '', arrival.back);
      dispatchEvent(new PopStateEvent('popstate'));
      keep(arrival.tokens);
      if (arrival.tokens === null) return out(search.get('error') === 'login_required');
      access.value = { kind: 'in' };
      return;
    }
  } catch (error) {
    history.replaceState(null, '', '/desk/');
    return out(false, asApiError(error));
  }
  tokens = session.read<Tokens>(TOKENS);
  if (tokens === null) return out(false);
  if (tokens.expires > Date.now() || (await renew())) access.value = { kind: 'in' };
  else out(true);
}

export async function signIn(): Promise<void> {
  try {
    await leaveToSignIn(here(), false);
  } catch (error) {
    out(false, asApiError(error));
  }
}

export async function signOut(): Promise<void> {
  const id = tokens?.id ?? null;
  keep(null);
  try {
    if (await endSession(id)) return;
  } catch {
    // The issuer is out of reach; this tab has forgotten the session all the same.
  }
  history.replaceState(null, '', '/desk/');
  out(false);
}

/** Gets a new access token without leaving the page, where the issuer gave the means for it. */
function renew(): Promise<boolean> {
  renewing ??= (async () => {
    const token = tokens?.refresh;
    if (!token) return false;
    try {
      keep(await refresh(token));
      return true;
    } catch {
      return false;
    } finally {
      renewing = null;
    }
  })();
  return renewing;
}

/** Called when the API no longer takes the token. Comes back to this very address; drafts wait in the storage. */
async function ended(): Promise<void> {
  if (access.value.kind !== 'in') return;
  const fresh = tokens !== null && Date.now() - tokens.issued < FRESH_MS;
  keep(null);
  out(true);
  if (fresh) return;
  try {
    await leaveToSignIn(here(), true);
  } catch {
    // The sign-in page is already there, with a button to try again.
  }
}

const bearer: Middleware = {
  async onRequest({ request }) {
    if (tokens !== null && tokens.expires - Date.now() < 5_000) await renew();
    if (tokens !== null) request.headers.set('Authorization', `Bearer ${tokens.access}`);
    return request;
  },
  async onResponse({ response, request }) {
    if (response.status !== 401) return response;
    if (!(await renew())) {
      void ended();
      return response;
    }
    // A request with a body cannot be sent twice; its caller fails, keeps the draft, and can try again.
    if (request.method !== 'GET') return response;
    const again = new Request(request);
    again.headers.set('Authorization', `Bearer ${tokens!.access}`);
    return fetch(again);
  },
};
