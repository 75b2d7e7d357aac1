import type { TicketDetail } from '../api/types';
import { t } from '../i18n/desk';
import { relative } from '../i18n/format';
import { t as tm } from '../i18n/mail';
import { moment } from '../lib/clock';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { Time } from '../ui/Time';
import { AddressLink } from './AddressLink';
import { StateMark } from './marks';
import { follow, formatRoute, route } from './route';

export function CustomerCard({ customer }: { customer: TicketDetail['customer'] }) {
  return (
    <section class="facts-part" aria-labelledby="customer">
      <h2 class="facts-title" id="customer">
        {t('customer')}
      </h2>
      <div class="customer">
        <Avatar name={customer.name} />
        <div>
          <p class="customer-name">{customer.name}</p>
          <p class="customer-locale">{t(`locale.${customer.locale}`)}</p>
        </div>
      </div>
      <p class="customer-line">
        <Icon name="mail" size={14} />
        <a href={`mailto:${customer.email}`}>{customer.email}</a>
      </p>
      {customer.unreachable != null && <Unreachable address={customer.email} why={customer.unreachable} />}
      {customer.phone != null && (
        <p class="customer-line">
          <Icon name="phone" size={14} />
          <a href={`tel:${customer.phone.replace(/[^\d+]/g, '')}`}>{customer.phone}</a>
        </p>
      )}
      <h3 class="facts-subtitle">{t('earlier')}</h3>
      {customer.earlier.length === 0 ? (
        <p class="facts-none">{t('earlier.none')}</p>
      ) : (
        <ul class="earlier">
          {customer.earlier.map((ticket) => {
            const patch = { ticket: ticket.number, pane: 'talk' } as const;
            return (
              <li key={ticket.id}>
                <a href={formatRoute({ ...route.value, ...patch })} onClick={(event) => follow(event, patch)}>
                  <StateMark state={ticket.state} />
                  <span class="earlier-subject" dir="auto">
                    {ticket.subject}
                  </span>
                  <span class="sr">{t(`state.${ticket.state}`)}</span>
                  <Time at={ticket.opened_at} form="short" />
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

type Why = NonNullable<TicketDetail['customer']['unreachable']>;

/** Why nothing is sent to them, and where that can be changed. */
function Unreachable({ address, why }: { address: string; why: Why }) {
  return (
    <p class="customer-line customer-unreachable">
      <Icon name="alert" size={14} />
      <span>
        {tm(`addresses.unreachable.${why.failure}`, { when: relative(why.at, moment.value) })}{' '}
        <AddressLink address={address} />
      </span>
    </p>
  );
}
