import type { ApiError } from '../api/problem';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/portal';
import { problemWords } from '../lib/words';
import { Icon } from '../ui/Icon';

interface Props {
  failure: ApiError | null;
  retry: () => void;
}

/** Why there is no ticket to see, and what can be done about it. */
export function NoTicket({ failure, retry }: Props) {
  const kind =
    failure === null ? 'missing'
    : failure.code === 'link_expired' ? 'expired'
    : failure.code === 'link_invalid' || failure.status === 401 ? 'invalid'
    : null;
  return (
    <section class="nothing" role="alert">
      <span class="nothing-mark" aria-hidden="true">
        <Icon name={kind === null ? 'alert' : kind === 'expired' ? 'clock' : 'link'} size={26} />
      </span>
      <h1>{kind === null ? t('ticket.load_failed') : t(`link.${kind}`)}</h1>
      <p>{kind === null ? problemWords(failure!) : t(`link.${kind}.text`)}</p>
      <div class="nothing-actions">
        {kind === null && (
          <button type="button" class="button button-primary" onClick={retry}>
            {tc('retry')}
          </button>
        )}
        <a class="button" href="/">
          {t('ticket.new_request')}
        </a>
      </div>
    </section>
  );
}
