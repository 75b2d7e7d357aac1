import type { MailDetail } from '../api/types';
import { absolute } from '../i18n/format';
import { t as tm } from '../i18n/mail';
import { Icon, type IconName } from '../ui/Icon';

type Status = MailDetail['delivery'];

/** The worst first: that is what the badge says of several mails. */
const WORST: readonly Status[] = ['bounced_permanent', 'failed', 'complained', 'bounced_temporary', 'queued', 'sent', 'delivered'];

const TONES: Record<Status, 'quiet' | 'warning' | 'danger'> = {
  queued: 'quiet',
  sent: 'quiet',
  delivered: 'quiet',
  bounced_temporary: 'warning',
  bounced_permanent: 'danger',
  complained: 'danger',
  failed: 'danger',
};

export function worstOf(mails: readonly MailDetail[]): Status | null {
  return WORST.find((status) => mails.some((mail) => mail.delivery === status)) ?? null;
}

/** Whom a message was mailed to and what became of that, as one word that opens. */
export function Deliveries({ mails }: { mails: readonly MailDetail[] }) {
  const worst = worstOf(mails);
  if (worst === null) return null;
  const tone = TONES[worst];
  const icon: IconName = tone === 'quiet' ? (worst === 'delivered' ? 'check' : 'send') : 'alert';
  return (
    <details class={`deliveries deliveries-${tone}`}>
      <summary>
        <Icon name={icon} size={12} />
        {tm(`delivery.${worst}`)}
      </summary>
      <ul>
        {mails.flatMap((mail) =>
          mail.to.map((address) => (
            <li key={address} title={absolute(mail.at)}>
              {tm('delivery.to', { status: tm(`delivery.${mail.delivery}`), address })}
              {mail.reason != null && <span class="deliveries-reason">{mail.reason}</span>}
            </li>
          )),
        )}
      </ul>
    </details>
  );
}
