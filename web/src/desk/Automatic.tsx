import type { Entry } from '../api/types';
import { t as tm } from '../i18n/mail';
import { Body } from '../ui/Body';
import { Icon } from '../ui/Icon';
import { Time } from '../ui/Time';
import { MessageFiles } from './MessageFiles';
import { Original } from './Original';
import type { OpenTicket } from './store/tickets';
import { bodyOf, mailOf, writerName } from './words';

/** What a program wrote, such as an out-of-office notice: a line until somebody wants to read it. */
export function Automatic({ entry, open }: { entry: Entry; open: OpenTicket }) {
  const { event } = entry;
  return (
    <li class="automatic">
      <details>
        <summary>
          <Icon name="chevronRight" size={13} />
          <span class="automatic-words">{tm('automatic.from', { name: writerName(entry) })}</span>
          <Time at={entry.at} />
        </summary>
        <div class="automatic-body">
          <Body text={bodyOf(event) ?? ''} />
          <MessageFiles ticket={open.ticket.id} event={event} />
          {mailOf(event) !== null && <Original ticket={open.ticket.id} seq={entry.seq} folded={false} />}
        </div>
      </details>
    </li>
  );
}
