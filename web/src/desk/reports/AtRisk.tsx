import { useState } from 'preact/hooks';
import type { TicketSummary } from '../../api/types';
import { t, tn } from '../../i18n/reports';
import { Icon } from '../../ui/Icon';
import { TicketRow } from '../TicketRow';
import { Card } from './parts';

const FIRST = 8;

/** A ticket opens among all the open ones: it may be in anybody's queue. */
const AMONG = { reports: null, view: 'all_open', team: null, q: '' } as const;

export function AtRisk({ tickets }: { tickets: TicketSummary[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? tickets : tickets.slice(0, FIRST);
  const rest = tickets.length - shown.length;
  return (
    <Card title={t('risk')} class="card-risk">
      {tickets.length === 0 ? (
        <div class="empty">
          <Icon name="check" size={24} />
          <p class="empty-title">{t('risk.none')}</p>
          <p>{t('risk.none.text')}</p>
        </div>
      ) : (
        <ul class="rows">
          {shown.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} among={AMONG} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <button type="button" class="button button-quiet card-more" onClick={() => setAll(true)}>
          {tn('risk.more', rest)}
        </button>
      )}
    </Card>
  );
}
