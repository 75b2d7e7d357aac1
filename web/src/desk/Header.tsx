import type { Me } from '../api/types';
import { t } from '../i18n/desk';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { Logo } from '../ui/Logo';
import { type Item, Menu } from '../ui/Menu';
import { LanguageSwitch, ThemeSwitch } from '../ui/Switches';
import { signOut } from './auth/session';
import { awayShown, drawerShown, helpShown } from './keyboard';
import { Presence } from './Presence';
import { follow, go, REPORTS_AT_FIRST } from './route';
import { mayOversee, mayWork } from './store/directory';

export function Header({ me }: { me: Me }) {
  const items: Item[] = [{ label: t('sign_out'), icon: 'signOut', act: () => void signOut() }];
  if (mayWork.value) items.unshift({ label: t('away.set'), icon: 'calendar', act: () => (awayShown.value = true) });
  if (mayOversee.value) {
    items.unshift(
      { label: t('reports'), icon: 'chart', act: () => go({ reports: REPORTS_AT_FIRST, settings: null, item: null, mail: null }) },
      { label: t('settings'), icon: 'sliders', act: () => go({ settings: 'policies', item: null, reports: null, mail: null }) },
    );
  }
  return (
    <header class="head">
      <button
        type="button"
        class="icon-button head-menu"
        aria-label={t('views')}
        aria-expanded={drawerShown.value}
        onClick={() => (drawerShown.value = !drawerShown.value)}
      >
        <Icon name="menu" size={20} />
      </button>
      <a
        class="head-brand"
        href="/desk/"
        aria-label={t('desk')}
        onClick={(event) => follow(event, { view: 'my_open', team: null, ticket: null, q: '', settings: null, item: null, reports: null, mail: null })}
      >
        <Logo size={24} />
        <span>Guichet</span>
      </a>
      <div class="head-tools">
        {mayWork.value && <Presence me={me} />}
        <LanguageSwitch />
        <ThemeSwitch />
        <button
          type="button"
          class="icon-button head-help"
          aria-label={t('help')}
          title={t('help')}
          onClick={() => (helpShown.value = true)}
        >
          <Icon name="keyboard" size={18} />
        </button>
        <Menu
          label={t('account', { name: me.name })}
          class="head-account"
          head={
            <div class="account">
              <p class="account-name">{me.name}</p>
              <p>{me.email}</p>
              <p>{t(`role.${me.role}`)}</p>
            </div>
          }
          items={items}
        >
          <Avatar name={me.name} kind="agent" />
        </Menu>
      </div>
    </header>
  );
}
