import type { Availability, Me } from '../api/types';
import { t } from '../i18n/desk';
import { exact } from '../i18n/format';
import { moment } from '../lib/clock';
import { Icon } from '../ui/Icon';
import { awayShown } from './keyboard';
import { absence, setAvailability } from './store/directory';

const AVAILABILITY: readonly Availability[] = ['online', 'away', 'offline'];

/** Whether one takes work: a click for each answer, and the way to the days on which one is not there at all. */
export function Presence({ me }: { me: Me }) {
  const out = absence.value;
  return (
    <>
      {out !== null && (
        <button type="button" class="away-chip" onClick={() => (awayShown.value = true)}>
          <Icon name="calendar" size={14} />
          <span>
            {Date.parse(out.from) > moment.value ? t('away.from_on', { date: exact(out.from) }) : t('away.until_on', { date: exact(out.until) })}
          </span>
        </button>
      )}
      <div class="segmented presence-switch" role="group" aria-label={t('availability')}>
        {AVAILABILITY.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={me.availability === value}
            aria-label={t(`availability.${value}`)}
            title={t(`availability.${value}.text`)}
            onClick={() => void setAvailability(value)}
          >
            <span class={`dot dot-${value}`} />
            <span class="presence-word">{t(`availability.${value}`)}</span>
          </button>
        ))}
      </div>
    </>
  );
}
