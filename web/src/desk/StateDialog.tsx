import { useState } from 'preact/hooks';
import type { Resolution } from '../api/types';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { serverNow } from '../lib/clock';
import { Dialog } from '../ui/Dialog';
import { MomentField } from './MomentField';
import { localMinute, tomorrowMorning } from './moments';

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
          <MomentField first label={t('schedule.until')} value={until} error={past ? t('moment.past') : undefined} onInput={setUntil} />
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
