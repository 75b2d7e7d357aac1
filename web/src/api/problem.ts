/** An error as the API writes it (RFC 9457). `errors` names the fields that were refused. */
export interface Problem {
  status: number;
  code: string;
  title?: string;
  detail?: string | null;
  errors?: { field: string; code: string; detail?: string }[] | null;
}

/** Everything that can go wrong with a call, as one thing that pages can put into words by its `code`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: Problem | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${status} ${code}`);
  }

  /** Whether the call may have reached the server all the same, so that only its idempotency key makes a retry safe. */
  get ambiguous(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** Codes for answers that carry no problem document: a gateway's own page, or no answer at all. */
function codeOf(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 413) return 'body_too_large';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'internal' : 'unexpected';
}

function retryAfter(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

export function toApiError(response: Response, body: unknown): ApiError {
  const problem = isProblem(body) ? body : null;
  const code = problem?.code ?? codeOf(response.status);
  return new ApiError(response.status, code, problem, retryAfter(response.headers.get('Retry-After')));
}

export function networkError(cause: unknown): ApiError {
  const error = new ApiError(0, 'network');
  error.cause = cause;
  return error;
}

export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : networkError(error);
}
