import { useEffect, useId, useState } from 'preact/hooks';
import { t } from '../../i18n/reports';
import { serverNow } from '../../lib/clock';
import { go, PERIODS, REPORTS_AT_FIRST, route } from '../route';
import { custom, dayOf, fault, type Period } from './period';

const show = (period: string) => go({ reports: { ...(route.value.reports ?? REPORTS_AT_FIRST), period } }, 'replace');

/** The usual periods by a click; any other by its two days. */
export function PeriodPicker({ period, chosen }: { period: Period; chosen: string }) {
  const other = !PERIODS.some((days) => days === chosen);
  return (
    <div class="period">
      <div class="segmented" role="group" aria-label={t('period')}>
        {PERIODS.map((days) => (
          <button key={days} type="button" aria-pressed={chosen === days} onClick={() => show(days)}>
            {t(`period.${days}`)}
          </button>
        ))}
        <button type="button" aria-pressed={other} onClick={() => show(custom(period))}>
          {t('period.custom')}
        </button>
      </div>
      {other && <Days period={period} />}
    </div>
  );
}

/** Takes effect as soon as the two days make a period; until then it says what is wrong with them. */
function Days({ period }: { period: Period }) {
  const id = useId();
  const [typed, setTyped] = useState(period);
  useEffect(() => setTyped(period), [period.from, period.to]);
  const wrong = fault(typed);

  function type(change: Partial<Period>) {
    const next = { ...typed, ...change };
    setTyped(next);
    if (fault(next) === null) show(custom(next));
  }

  return (
    <div class="period-days">
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          <span>{t(`period.${end}`)}</span>
          <input
            class="input"
            type="date"
            value={typed[end]}
            max={dayOf(serverNow())}
            aria-invalid={wrong ? true : undefined}
            aria-describedby={wrong ? id : undefined}
            onInput={(event) => type({ [end]: event.currentTarget.value })}
          />
        </label>
      ))}
      {wrong && (
        <p class="field-error" id={id} role="alert">
          {t(`period.${wrong}`)}
        </p>
      )}
    </div>
  );
}
