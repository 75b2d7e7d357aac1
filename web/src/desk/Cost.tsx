import type { TicketCost } from '../api/types';
import { number } from '../i18n/format';
import { t, tn } from '../i18n/desk';
import { Icon } from '../ui/Icon';

/** What a ticket has cost so far: so little that it is told in cents, two figures of it. What it is made of, on demand. */
export function Cost({ cost }: { cost: TicketCost }) {
  const cents = Number((cost.dollars * 100).toPrecision(2));
  return (
    <details class="cost">
      <summary class="fact-text">
        {tn('cost.cents', cents)}
        <Icon name="chevronRight" size={14} />
      </summary>
      <ul>
        <li>{tn('cost.mails', cost.mails)}</li>
        <li>{t('cost.written', { units: number(Math.round(cost.write_units)) })}</li>
        <li>{t('cost.read', { units: number(Math.round(cost.read_units)) })}</li>
      </ul>
      <p>{t('cost.note')}</p>
    </details>
  );
}
