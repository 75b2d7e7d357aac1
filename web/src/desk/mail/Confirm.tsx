import { t as tc } from '../../i18n/common';
import { Dialog } from '../../ui/Dialog';

interface Props {
  title: string;
  text: string;
  action: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks once more before something that can not be taken back. */
export function Confirm({ title, text, action, onClose, onConfirm }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div class="dialog-foot">
        <button type="button" class="button" autofocus onClick={onClose}>
          {tc('cancel')}
        </button>
        <button type="button" class="button button-danger" onClick={onConfirm}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
