import { absolute, relative, short } from '../i18n/format';
import { moment } from '../lib/clock';

interface Props {
  at: string;
  form?: 'relative' | 'short';
}

export function Time({ at, form = 'relative' }: Props) {
  const now = moment.value;
  return (
    <time dateTime={at} title={absolute(at)}>
      {form === 'relative' ? relative(at, now) : short(at, now)}
    </time>
  );
}
