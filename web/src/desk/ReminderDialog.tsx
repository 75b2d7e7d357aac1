import { useState } from 'preact/hooks';
import type { Ticket } from '../api/types';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { exact } from '../i18n/format';
import { serverNow } from '../lib/clock';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { remind } from './actions';
import { MomentField } from './MomentField';
import { inOneHour, localMinute, nextMonday, readMinute, tomorrowMorning } from './moments';
import { agentName, me } from './store/directory';

interface Props {
  ticket: Ticket;
  onClose: () => void;
}

/** When to be told of the ticket again: one click for the usual moments, a field for any other. */
export function ReminderDialog({ ticket, onClose }: Props) {
  const set = ticket.reminder ?? null;
  const [own, setOwn] = useState(() => localMinute(set === null ? inOneHour() : Date.parse(set.at)));
  const [sent, setSent] = useState(false);
  const at = readMinute(own);
  const past = at === null || at <= serverNow();

  function choose(moment: number | null) {
    void remind(ticket, moment);
    onClose();
  }

  function submit(event: Event) {
    event.preventDefault();
    setSent(true);
    if (!past) choose(at);
  }

  return (
    <Dialog title={t('reminder.title')} onClose={onClose}>
      <p class="dialog-text">{t('reminder.text')}</p>
      {set !== null && (
        <div class="reminder-now">
          <Icon name="bell" />
          <span>
            {set.agent === me.value?.id
              ? t('reminder.own', { date: exact(set.at) })
              : t('reminder.theirs', { date: exact(set.at), agent: agentName(set.agent) })}
          </span>
          <button type="button" class="button" onClick={() => choose(null)}>
            {t('reminder.clear')}
          </button>
        </div>
      )}
      <ul class="moments">
        <Preset label={t('reminder.hour')} at={inOneHour()} first onPick={choose} />
        <Preset label={t('reminder.tomorrow')} at={tomorrowMorning()} onPick={choose} />
        <Preset label={t('reminder.monday')} at={nextMonday()} onPick={choose} />
      </ul>
      <form class="moment-own" noValidate onSubmit={submit}>
        <MomentField label={t('reminder.custom')} value={own} error={sent && past ? t('moment.past') : undefined} onInput={setOwn} />
        <div class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {tc('cancel')}
          </button>
          <button type="submit" class="button button-primary">
            {t('reminder.do')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface PresetProps {
  label: string;
  at: number;
  first?: boolean;
  onPick: (at: number) => void;
}

function Preset({ label, at, first = false, onPick }: PresetProps) {
  return (
    <li>
      <button type="button" class="moment" autofocus={first} onClick={() => onPick(at)}>
        <Icon name="clock" />
        <span class="moment-label">{label}</span>
        <span class="moment-at">{exact(at)}</span>
      </button>
    </li>
  );
}
