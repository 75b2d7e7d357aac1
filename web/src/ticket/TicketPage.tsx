import { useEffect, useState } from 'preact/hooks';
import { type ApiError, asApiError } from '../api/problem';
import type { PortalTicket } from '../api/types';
import { t } from '../i18n/portal';
import { every } from '../lib/poll';
import { Page } from '../ui/Page';
import { read, tokenFromAddress } from './link';
import { NoTicket } from './NoTicket';
import { TicketView } from './TicketView';
import { TicketSkeleton } from './TicketSkeleton';

const REFRESH_MS = 30_000;

/** One ticket, for whoever holds its private link. */
export function TicketPage() {
  const [token, setToken] = useState(tokenFromAddress);
  const [ticket, setTicket] = useState<PortalTicket | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);

  useEffect(() => {
    const change = () => setToken(tokenFromAddress());
    window.addEventListener('hashchange', change);
    return () => window.removeEventListener('hashchange', change);
  }, []);

  useEffect(() => {
    setTicket(null);
    setFailure(null);
    void load();
    return every(REFRESH_MS, load);
  }, [token]);

  async function load() {
    if (token === '') return;
    try {
      const answer = await read(token);
      // The address may have changed to another ticket's while this one was on its way.
      if (token !== tokenFromAddress()) return;
      setTicket(answer);
      setFailure(null);
    } catch (error) {
      setFailure(asApiError(error));
    }
  }

  const title = ticket ? t('title.numbered', { number: ticket.number }) : t('title.ticket');
  useEffect(() => {
    document.title = `${title} · Guichet`;
  }, [title]);

  const gone = failure !== null && (failure.code === 'link_invalid' || failure.code === 'link_expired' || failure.status === 401);
  return (
    <Page>
      {token === '' || gone || (failure && !ticket) ? (
        <NoTicket failure={token === '' ? null : failure} retry={load} />
      ) : ticket ? (
        <TicketView token={token} ticket={ticket} stale={failure !== null} changed={setTicket} />
      ) : (
        <TicketSkeleton />
      )}
    </Page>
  );
}
