import { ApiError, networkError } from '../../api/problem';
import { session } from '../../lib/storage';
import { challengeOf, randomText } from './pkce';

export interface Config {
  oidc: { issuer: string; client_id: string; scope: string };
  desk_name: string;
}

interface Discovery {
  authorization_endpoint: string;
  token_endpoint: string;
  end_session_endpoint?: string;
}

export interface Tokens {
  access: string;
  refresh: string | null;
  id: string | null;
  issued: number;
  expires: number;
}

/** What has to be remembered while the browser is away at the issuer. */
interface Journey {
  state: string;
  verifier: string;
  back: string;
}

const JOURNEY = 'guichet.oidc.journey';

export const redirectUri = (): string => `${location.origin}/desk/`;

async function json<T>(input: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(input, init);
  } catch (cause) {
    throw networkError(cause);
  }
  if (!response.ok) throw new ApiError(response.status, response.status >= 500 ? 'internal' : 'sign_in_failed');
  return (await response.json()) as T;
}

let config: Promise<Config> | null = null;
let discovery: Promise<Discovery> | null = null;

export function loadConfig(): Promise<Config> {
  config ??= json<Config>('/config.json').catch((error: unknown) => {
    config = null;
    throw error;
  });
  return config;
}

async function discover(): Promise<Discovery> {
  const { oidc } = await loadConfig();
  const address = `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  discovery ??= json<Discovery>(address).catch((error: unknown) => {
    discovery = null;
    throw error;
  });
  return discovery;
}

/** Leaves for the issuer. With `silent` the issuer answers at once, from the session that it may still have. */
export async function leaveToSignIn(back: string, silent: boolean): Promise<void> {
  const { oidc } = await loadConfig();
  const { authorization_endpoint } = await discover();
  const journey: Journey = { state: randomText(), verifier: randomText(), back };
  session.write(JOURNEY, journey);
  const url = new URL(authorization_endpoint);
  const query = {
    response_type: 'code',
    client_id: oidc.client_id,
    redirect_uri: redirectUri(),
    scope: oidc.scope,
    state: journey.state,
    code_challenge: await challengeOf(journey.verifier),
    code_challenge_method: 'S256',
    ...(silent ? { prompt: 'none' } : {}),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  location.assign(url);
}

export interface Arrival {
  back: string;
  tokens: Tokens | null;
}

/** Ends a journey: redeems the code in the address, if the address is one that an issuer sends people back to. */
export async function arrive(search: URLSearchParams): Promise<Arrival | null> {
  const state = search.get('state');
  if (state === null || !(search.has('code') || search.has('error'))) return null;
  const journey = session.read<Journey>(JOURNEY);
  session.remove(JOURNEY);
  // A code that this tab did not ask for is not redeemed: it may be somebody else's session.
  if (journey === null || journey.state !== state) return { back: '/desk/', tokens: null };
  // Nor is one that another issuer answered with (RFC 9207).
  const { oidc } = await loadConfig();
  if (search.has('iss') && search.get('iss') !== oidc.issuer) throw new ApiError(400, 'sign_in_failed');
  const code = search.get('code');
  if (code === null) return { back: journey.back, tokens: null };
  const tokens = await redeem({ grant_type: 'authorization_code', code, redirect_uri: redirectUri(), code_verifier: journey.verifier });
  return { back: journey.back, tokens };
}

export function refresh(token: string): Promise<Tokens> {
  return redeem({ grant_type: 'refresh_token', refresh_token: token });
}

async function redeem(grant: Record<string, string>): Promise<Tokens> {
  const { oidc } = await loadConfig();
  const { token_endpoint } = await discover();
  const answer = await json<{ access_token: string; refresh_token?: string; id_token?: string; expires_in?: number }>(
    token_endpoint,
    { method: 'POST', body: new URLSearchParams({ ...grant, client_id: oidc.client_id }) },
  );
  const issued = Date.now();
  return {
    access: answer.access_token,
    // An issuer that does not rotate refresh tokens sends none along with the new access token.
    refresh: answer.refresh_token ?? grant.refresh_token ?? null,
    id: answer.id_token ?? null,
    issued,
    expires: issued + (answer.expires_in ?? 3_600) * 1_000,
  };
}

export async function endSession(idToken: string | null): Promise<boolean> {
  const { oidc } = await loadConfig();
  const { end_session_endpoint } = await discover();
  if (!end_session_endpoint) return false;
  const url = new URL(end_session_endpoint);
  url.searchParams.set('client_id', oidc.client_id);
  url.searchParams.set('post_logout_redirect_uri', redirectUri());
  // What Cognito calls the same; an issuer passes over parameters that it does not know.
  url.searchParams.set('logout_uri', redirectUri());
  if (idToken) url.searchParams.set('id_token_hint', idToken);
  location.assign(url);
  return true;
}
