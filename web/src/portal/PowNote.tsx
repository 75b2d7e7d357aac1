import { t as tc } from '../i18n/common';
import { t } from '../i18n/portal';
import { Icon } from '../ui/Icon';
import { powState, startPow } from './pow';

/** Says what the spam check does while it does it; it needs nothing from the person. */
export function PowNote() {
  const state = powState.value;
  return (
    <p class={`pow pow-${state}`} role="status">
      {state === 'working' ? <span class="spinner" aria-hidden="true" /> : <Icon name={state === 'failed' ? 'alert' : 'shield'} />}
      <span>{t(`pow.${state}`)}</span>
      {state === 'failed' && (
        <button type="button" class="link-button" onClick={startPow}>
          {tc('retry')}
        </button>
      )}
    </p>
  );
}
