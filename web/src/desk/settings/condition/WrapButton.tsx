import { t } from '../../../i18n/settings';
import { Icon } from '../../../ui/Icon';

export function WrapButton({ onWrap }: { onWrap: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={t('cond.wrap')} title={t('cond.wrap')} onClick={onWrap}>
      <Icon name="layers" size={14} />
    </button>
  );
}
