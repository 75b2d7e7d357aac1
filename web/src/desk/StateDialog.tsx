import { useState } from 'preact/hooks';
import type { Resolution } from '../api/types';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { serverNow } from '../lib/clock';
import { Dialog } from '../ui/Dialog';

const RESOLUTIONS: readonly Resolution[] = [
  'solved',
  'workaround',
  'cannot_reproduce',
  'not_supported',
  'duplicate',
  'withdrawn',
  'no_answer',
];

interface Props {
  state: 'resolved' | 'scheduled';
  onClose: () => void;
  onSet: (more: { resolution?: Resolution; until?: string }) => void;
}

/** A moment in the form that the browser's own field wants: local time, to the minute. */
function localMinute(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function tomorrowMorning(): number {
  const date = new Date(serverNow());
  date.setDate(date.getDate() + 1);
  return date.setHours(9, 0, 0, 0);
}

/** The two states that need one more word: how it was resolved, and until when it rests. */
export function StateDialog({ state, onClose, onSet }: Props) {
  const [resolution, setResolution] = useState<Resolution>('solved');
  const [until, setUntil] = useState(() => localMinute(tomorrowMorning()));
  const past = state === 'scheduled' && !(new Date(until).getTime() > serverNow());

  function submit(event: Event) {
    event.preventDefault();
    if (past) return;
    onSet(state === 'resolved' ? { resolution } : { until: new Date(until).toISOString() });
    onClose();
  }

  return (
    <Dialog title={state === 'resolved' ? t('resolve.title') : t('schedule.title')} onClose={onClose}>
      <form onSubmit={submit}>
        {state === 'resolved' ? (
          <fieldset class="choices">
            <legend class="sr">{t('resolution')}</legend>
            {RESOLUTIONS.map((value) => (
              <label key={value} class="choice">
                <input type="radio" name="resolution" autofocus={value === 'solved'} checked={resolution === value} onChange={() => setResolution(value)} />
                <span>{t(`resolution.${value}`)}</span>
              </label>
            ))}
          </fieldset>
        ) : (
          <div class="dialog-field">
            <label for="until">{t('schedule.until')}</label>
            <input
              id="until"
              class="input"
              type="datetime-local"
              required
              autofocus
              value={until}
              min={localMinute(serverNow())}
              aria-invalid={past || undefined}
              aria-describedby={past ? 'until-error' : undefined}
              onInput={(event) => setUntil(event.currentTarget.value)}
            />
            {past && (
              <p class="field-error" id="until-error">
                {t('schedule.past')}
              </p>
            )}
          </div>
        )}
        <div class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {tc('cancel')}
          </button>
          <button type="submit" class="button button-primary">
            {state === 'resolved' ? t('resolve.do') : t('schedule.do')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
