import { t } from '../i18n/common';
import { Icon } from '../ui/Icon';
import { dismiss, type Toast, toasts } from './store/toasts';

export function Toasts() {
  const all = toasts.value;
  return (
    <div class="toasts">
      <div role="alert">{all.filter((one) => one.tone === 'error').map((one) => <Card key={one.id} toast={one} />)}</div>
      <div role="status">{all.filter((one) => one.tone === 'success').map((one) => <Card key={one.id} toast={one} />)}</div>
    </div>
  );
}

function Card({ toast }: { toast: Toast }) {
  return (
    <div class={`toast toast-${toast.tone}`}>
      <Icon name={toast.tone === 'error' ? 'alert' : 'check'} size={18} />
      <div class="toast-words">
        <p class="toast-title">{toast.title}</p>
        {toast.text && <p>{toast.text}</p>}
      </div>
      <button type="button" class="icon-button" aria-label={t('close')} onClick={() => dismiss(toast.id)}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
