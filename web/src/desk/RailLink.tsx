import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../ui/Icon';
import { drawerShown } from './keyboard';
import { follow, formatRoute, type Route, route } from './route';

interface Props {
  /** What is different where it leads. */
  patch: Partial<Route>;
  icon: IconName;
  name: string;
  current?: boolean;
  children?: ComponentChildren;
}

/** A place of the desk in the rail beside it, which is a drawer where the window is narrow. */
export function RailLink({ patch, icon, name, current = false, children }: Props) {
  return (
    <a
      class="view"
      href={formatRoute({ ...route.value, ...patch })}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        drawerShown.value = false;
        follow(event, patch);
      }}
    >
      <Icon name={icon} />
      <span class="view-name">{name}</span>
      {children}
    </a>
  );
}
