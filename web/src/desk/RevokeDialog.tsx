import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { Dialog } from '../ui/Dialog';

interface Props {
  name: string;
  onClose: () => void;
  onRevoke: () => void;
}

/** Asked first, because the customer's bookmarks and mails stop working. */
export function RevokeDialog({ name, onClose, onRevoke }: Props) {
  return (
    <Dialog title={t('revoke.title')} onClose={onClose}>
      <p>{t('revoke.text', { name })}</p>
      <div class="dialog-foot">
        <button type="button" class="button" autofocus onClick={onClose}>
          {tc('cancel')}
        </button>
        <button
          type="button"
          class="button button-danger"
          onClick={() => {
            onRevoke();
            onClose();
          }}
        >
          {t('revoke.do')}
        </button>
      </div>
    </Dialog>
  );
}
