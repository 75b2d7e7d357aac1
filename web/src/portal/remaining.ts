import { tn } from '../i18n/portal';
import { length } from './validate';

/** Speaks up only when the end is near. */
export function remaining(text: string, limit: number): string | undefined {
  const left = limit - length(text.trim());
  if (left < 0) return tn('form.over', -left);
  return left <= limit / 5 ? tn('form.left', left) : undefined;
}
