import type { ApiError } from '../api/problem';
import { has, t } from '../i18n/common';
import { span } from '../i18n/format';

/** What went wrong, for a person. The API's own English text is shown only where we have no words of our own. */
export function problemWords(error: ApiError): string {
  if (error.code === 'rate_limited' && error.retryAfterSeconds !== null) {
    return t('problem.rate_limited_for', { wait: span(error.retryAfterSeconds * 1_000) });
  }
  const key = `problem.${error.code}`;
  if (has(key) && key !== 'problem.rate_limited_for') return t(key as 'problem.network');
  return error.problem?.detail ?? error.problem?.title ?? t(error.status >= 500 ? 'problem.internal' : 'problem.unexpected');
}
