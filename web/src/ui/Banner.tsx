import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

interface Props {
  tone: 'error' | 'warning' | 'info' | 'success';
  title?: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}

const ICONS: Record<Props['tone'], IconName> = { error: 'alert', warning: 'alert', info: 'history', success: 'check' };

export function Banner({ tone, title, children, actions }: Props) {
  return (
    <div class={`banner banner-${tone}`} role={tone === 'error' || tone === 'warning' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} size={18} />
      <div class="banner-words">
        {title && <p class="banner-title">{title}</p>}
        {children}
      </div>
      {actions && <div class="banner-actions">{actions}</div>}
    </div>
  );
}
