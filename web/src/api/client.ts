import createClient, { type Middleware } from 'openapi-fetch';
import { serverSaid } from '../lib/clock';
import { networkError, toApiError } from './problem';
import type { paths } from './schema';

// A browser may keep even a 410 and show it for another token, since caches do not look at `Authorization`.
export const api = createClient<paths>({ baseUrl: '', cache: 'no-store' });

const clock: Middleware = {
  onResponse({ response }) {
    serverSaid(response.headers.get('Date'));
  },
};

api.use(clock);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Gives what a call answered, or throws an `ApiError` that says what went wrong. */
export async function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw networkError(cause);
  }
  if (!answer.response.ok) throw toApiError(answer.response, answer.error);
  return answer.data as T;
}
