import type { Entry } from '../api/types';
import { t as tm } from '../i18n/mail';
import { Icon } from '../ui/Icon';
import { Time } from '../ui/Time';
import { AddressLink } from './AddressLink';

/** A mail that did not arrive: why, in the server's own words, and what can be done about it. */
export function Undelivered({ entry }: { entry: Entry }) {
  const { event } = entry;
  if (event.type !== 'DeliveryFailed') return null;
  const { address, failure, reason } = event;
  return (
    <li class={`undelivered undelivered-${failure === 'bounced_temporary' ? 'warning' : 'danger'}`}>
      <Icon name="alert" size={16} />
      <div class="undelivered-words">
        <p class="undelivered-title">
          <span>{tm(`undelivered.${failure}`, { address })}</span>
          <Time at={entry.at} />
        </p>
        {reason != null && (
          <blockquote aria-label={tm('undelivered.server')} lang="en">
            {reason}
          </blockquote>
        )}
        <p>{tm(`undelivered.${failure}.do`)}</p>
        {failure !== 'bounced_temporary' && <AddressLink address={address} />}
      </div>
    </li>
  );
}
