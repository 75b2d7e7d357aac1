import { useEffect, useState } from 'preact/hooks';
import { api, ask } from '../../api/client';
import { type ApiError, asApiError } from '../../api/problem';
import type { Address } from '../../api/types';
import { t as tc } from '../../i18n/common';
import { number, relative } from '../../i18n/format';
import { t as tm } from '../../i18n/mail';
import { moment } from '../../lib/clock';
import { problemWords } from '../../lib/words';
import { Icon, type IconName } from '../../ui/Icon';
import { Counter } from '../Empty';
import { ADDRESS_KINDS, type AddressKind, go } from '../route';
import { toast } from '../store/toasts';
import { actorName } from '../words';
import { matching, ofKind, type Said, sayings } from './sayings';

/** What is said of addresses outside the desk, and the way to take it back. */
export function Addresses({ kind, q }: { kind: AddressKind; q: string }) {
  const [all, setAll] = useState<readonly Address[] | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function load() {
    setFailure(null);
    try {
      setAll((await ask(api.GET('/api/v1/desk/mail/addresses'))).addresses);
    } catch (error) {
      setFailure(asApiError(error));
    }
  }
  useEffect(() => {
    void load();
  }, []);

  function learn(next: Address) {
    setAll((before) => (before ?? []).map((one) => (one.address === next.address ? next : one)).filter((one) => sayings(one).length > 0));
  }

  return (
    <div class="addresses">
      <header class="mail-head">
        <h1>{tm('addresses')}</h1>
        <p class="mail-text">{tm('addresses.text')}</p>
      </header>
      {all !== null && all.length > 0 && <Filter all={all} kind={kind} q={q} />}
      {failure !== null ? (
        <div class="empty" role="alert">
          <p class="empty-title">{tm('addresses.failed')}</p>
          <p>{problemWords(failure)}</p>
          <button type="button" class="button button-primary" onClick={() => void load()}>
            {tc('retry')}
          </button>
        </div>
      ) : all === null ? (
        <Skeleton />
      ) : all.length === 0 ? (
        <div class="empty">
          <Counter open />
          <p class="empty-title">{tm('addresses.empty')}</p>
          <p>{tm('addresses.empty.text')}</p>
        </div>
      ) : (
        <List addresses={matching(all, kind, q)} kind={kind} onChange={learn} />
      )}
    </div>
  );
}

function Filter({ all, kind, q }: { all: readonly Address[]; kind: AddressKind; q: string }) {
  return (
    <div class="addresses-filter">
      <div class="segmented" role="group" aria-label={tm('addresses.kind')}>
        {ADDRESS_KINDS.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => go({ mail: { page: 'addresses', kind: one, q } }, 'replace')}>
            {tm(`addresses.${one}`)} <span class="addresses-count">{number(ofKind(all, one).length)}</span>
          </button>
        ))}
      </div>
      <input
        id="filter"
        class="input"
        type="search"
        aria-label={tm('addresses.filter')}
        placeholder={tm('addresses.filter')}
        value={q}
        onInput={(event) => go({ mail: { page: 'addresses', kind, q: event.currentTarget.value } }, 'replace')}
      />
    </div>
  );
}

interface ListProps {
  addresses: readonly Address[];
  kind: AddressKind;
  onChange: (address: Address) => void;
}

function List({ addresses, kind, onChange }: ListProps) {
  if (addresses.length === 0) {
    return (
      <div class="empty">
        <p class="empty-title">{tm('addresses.nothing')}</p>
      </div>
    );
  }
  return (
    <ul class="address-list">
      {addresses.map((address) => (
        <li key={address.address} class="address">
          <p class="address-name">{address.address}</p>
          <ul>
            {sayings(address)
              .filter((said) => kind === 'all' || said.kind === kind)
              .map((said) => (
                <Saying key={said.kind} address={address.address} said={said} onChange={onChange} />
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

const ICONS: Record<Said['kind'], IconName> = { blocked: 'spam', trusted: 'shield', unreachable: 'alert' };

function Saying({ address, said, onChange }: { address: string; said: Said; onChange: (address: Address) => void }) {
  const [busy, setBusy] = useState(false);

  async function takeBack() {
    setBusy(true);
    try {
      onChange(await ask(api.PUT('/api/v1/desk/mail/addresses', { body: { address, [said.kind]: false } })));
      toast('success', tm(DONE[said.kind], { address }));
    } catch (error) {
      toast('error', tm('failed.address'), problemWords(asApiError(error)));
      setBusy(false);
    }
  }

  return (
    <li class={`saying saying-${said.kind}`}>
      <Icon name={ICONS[said.kind]} size={15} />
      <span class="saying-words">
        {sayingWords(said)}
        {said.kind === 'unreachable' && said.reason !== null && (
          <span class="saying-reason" lang="en">
            {said.reason}
          </span>
        )}
      </span>
      <button type="button" class="button" disabled={busy} onClick={() => void takeBack()}>
        {tm(UNDO[said.kind])}
      </button>
    </li>
  );
}

const DONE = { blocked: 'done.unblocked', trusted: 'done.distrusted', unreachable: 'done.cleared' } as const;
const UNDO = { blocked: 'addresses.unblock', trusted: 'addresses.distrust', unreachable: 'addresses.clear' } as const;

function sayingWords(said: Said): string {
  const when = relative(said.at, moment.value);
  if (said.kind === 'unreachable') return tm(`addresses.unreachable.${said.failure}`, { when });
  return tm(`addresses.${said.kind}.text`, { who: actorName(said.by), when });
}

function Skeleton() {
  return (
    <div aria-busy="true">
      <p class="sr" role="status">
        {tc('loading')}
      </p>
      {[1, 2, 3].map((row) => (
        <span key={row} class="bone held-bone" aria-hidden="true" />
      ))}
    </div>
  );
}
