import '../../styles/mail.css';
import { t as tm } from '../../i18n/mail';
import { route } from '../route';
import { mayWork } from '../store/directory';
import { Views } from '../Views';
import { Addresses } from './Addresses';
import { Held } from './Held';

/** What concerns mail rather than one ticket: what was not let in, and what is said of addresses. */
export function MailPages() {
  const shown = route.value.mail;
  return (
    <>
      <Views />
      <main class="mail" id="tickets">
        {mayWork.value && (shown?.page === 'addresses' ? <Addresses kind={shown.kind} q={shown.q} /> : <Held chosen={shown?.message ?? null} />)}
        {!mayWork.value && (
          <div class="empty" role="alert">
            <h1 class="empty-title">{tm('mail')}</h1>
          </div>
        )}
      </main>
    </>
  );
}
