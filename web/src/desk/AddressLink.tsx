import { t as tm } from '../i18n/mail';
import { follow, formatRoute, route } from './route';
import { mayWork } from './store/directory';

/** To where an address that mail does not reach can be cleared, for whoever may do so. */
export function AddressLink({ address }: { address: string }) {
  if (!mayWork.value) return null;
  const patch = { mail: { page: 'addresses', kind: 'unreachable', q: address } } as const;
  return (
    <a href={formatRoute({ ...route.value, ...patch })} onClick={(event) => follow(event, patch)}>
      {tm('undelivered.address')}
    </a>
  );
}
