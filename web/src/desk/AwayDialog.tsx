import { useState } from 'preact/hooks';
import { type ApiError, asApiError } from '../api/problem';
import type { OutOfOffice } from '../api/types';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { serverNow } from '../lib/clock';
import { problemWords } from '../lib/words';
import { Banner } from '../ui/Banner';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { MomentField } from './MomentField';
import { localMinute, readMinute, tomorrowMorning } from './moments';
import { absence, agents, me, setOutOfOffice, worksOnTickets } from './store/directory';

/** When one is out of office, and who stands in. Also the way back, before the time is over. */
export function AwayDialog({ onClose }: { onClose: () => void }) {
  const set = absence.value;
  const [from, setFrom] = useState(() => localMinute(set ? Date.parse(set.from) : serverNow()));
  const [until, setUntil] = useState(() => localMinute(set ? Date.parse(set.until) : tomorrowMorning()));
  const [substitute, setSubstitute] = useState(set?.substitute ?? '');
  const [sent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const start = readMinute(from);
  const end = readMinute(until);
  const noStart = start === null ? t('away.no_date') : undefined;
  const noEnd =
    end === null ? t('away.no_date')
    : end <= serverNow() ? t('moment.past')
    : start !== null && end <= start ? t('away.reversed')
    : undefined;
  const colleagues = agents.value
    .filter((agent) => agent.id !== me.value?.id && worksOnTickets(agent.role))
    .sort((a, b) => a.name.localeCompare(b.name));

  async function save(out: OutOfOffice | null) {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      await setOutOfOffice(out);
      onClose();
    } catch (error) {
      setRefusal(asApiError(error));
      setBusy(false);
    }
  }

  function submit(event: Event) {
    event.preventDefault();
    setSent(true);
    if (noStart || noEnd) return;
    const moments = { from: new Date(start!).toISOString(), until: new Date(end!).toISOString() };
    void save({ ...moments, ...(substitute ? { substitute } : {}) });
  }

  return (
    <Dialog title={t('away')} onClose={onClose}>
      <form class="away-form" noValidate onSubmit={submit}>
        <p class="dialog-text">{t('away.text')}</p>
        {refusal && (
          <Banner tone="error" title={t('failed.away')}>
            <p>{problemWords(refusal)}</p>
          </Banner>
        )}
        <MomentField first label={t('away.from')} value={from} error={sent ? noStart : undefined} onInput={setFrom} />
        <MomentField label={t('away.until')} value={until} error={sent ? noEnd : undefined} onInput={setUntil} />
        <div class="dialog-field">
          <label for="substitute">{t('away.substitute')}</label>
          <span class="select">
            <select
              id="substitute"
              class="input"
              value={substitute}
              aria-describedby="substitute-hint"
              onChange={(event) => setSubstitute(event.currentTarget.value)}
            >
              <option value="">{t('away.nobody')}</option>
              {colleagues.map((agent) => (
                <option key={agent.id} value={agent.id}>
                  {agent.name}
                </option>
              ))}
            </select>
            <Icon name="chevronDown" size={14} />
          </span>
          <p id="substitute-hint" class="field-hint">
            {t('away.substitute.hint')}
          </p>
        </div>
        <div class="dialog-foot">
          {set !== null && (
            <button type="button" class="button dialog-aside" aria-disabled={busy} onClick={() => void save(null)}>
              {Date.parse(set.from) > serverNow() ? t('away.not_after_all') : t('away.back')}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            {tc('cancel')}
          </button>
          <button type="submit" class="button button-primary" aria-disabled={busy}>
            {set === null ? t('away.do') : t('away.change')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
