import type { Event, MailDetail } from '../api/types';
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

/** What the desk answered by itself: the mails that belong to a message are not always the message. */
const ANSWERS = { TicketOpened: 'delivery.acknowledgement', ReplyRejected: 'delivery.rejection' } as const;

const answerTo = (event: Event) => (event.type in ANSWERS ? ANSWERS[event.type as keyof typeof ANSWERS] : null);

interface Props {
  event: Event;
  mails: readonly MailDetail[];
}

/** Whom a message, or the answer to it, was mailed to and what became of that, as one word that opens. */
export function Deliveries({ event, mails }: Props) {
  const worst = worstOf(mails);
  if (worst === null) return null;
  const answer = answerTo(event);
  const status = tm(`delivery.${worst}`);
  const tone = TONES[worst];
  const icon: IconName = tone === 'quiet' ? (worst === 'delivered' ? 'check' : 'send') : 'alert';
  return (
    <details class={`deliveries deliveries-${tone}`}>
      <summary>
        <Icon name={icon} size={12} />
        {answer === null ? status : tm(answer, { status: status.toLowerCase() })}
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
