import { useState } from 'preact/hooks';
import { t as tc } from '../../i18n/common';
import { t, tn } from '../../i18n/settings';
import { Banner } from '../../ui/Banner';
import { Dialog } from '../../ui/Dialog';
import { follow, formatRoute, route, SETTINGS } from '../route';
import { mayAdminister } from '../store/directory';
import { busy, catchUp, changes, configuration, discard, draft, faults, faultWords, overtaken, placeName, send } from './draft';
import { type AnyPart, idOf, type ListName, nameOf } from './parts';

/** What stands between the draft and the desk: how much has changed, what was refused, and the way to save it. */
export function SaveBar() {
  const [asking, setAsking] = useState<string[] | null>(null);
  const count = changes.value.length;
  if (count === 0) return null;
  const stale = overtaken.value;

  async function check() {
    const applied = await send({ dryRun: true });
    if (applied !== null) setAsking(applied.changed);
  }

  return (
    <div class="save-bar" role="region" aria-label={t('draft')}>
      {stale !== null && (
        <Banner
          tone="warning"
          title={t('stale', { revision: stale })}
          actions={
            <button type="button" class="button" onClick={() => void catchUp()}>
              {t('stale.do')}
            </button>
          }
        >
          <p>{t('stale.text', { base: draft.value?.base ?? 0 })}</p>
        </Banner>
      )}
      {faults.value.length > 0 && (
        <Banner tone="error" title={tn('faults', faults.value.length)}>
          <ul class="save-faults">
            {faults.value.map((fault) => (
              <li key={`${fault.field} ${fault.code}`}>
                <FaultPlace field={fault.field} /> {faultWords(fault)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <div class="save-line">
        <p role="status">
          <strong>{tn('changed', count)}</strong>{' '}
          <span class="set-hint">{t('changed.text')}</span>
        </p>
        <button type="button" class="button" disabled={busy.value} onClick={() => void discard()}>
          {t('discard')}
        </button>
        {mayAdminister.value && (
          <button
            type="button"
            class="button button-primary"
            disabled={busy.value || stale !== null}
            onClick={() => void check()}
          >
            {busy.value && <span class="spinner" aria-hidden="true" />}
            {t('save')}
          </button>
        )}
      </div>
      {asking && <SaveDialog changed={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** They stand above the mailboxes, and belong to none of them. */
const LIMITS: Record<string, 'limits.file' | 'limits.message' | 'limits.ticket'> = {
  'desk.attachments.file_megabytes': 'limits.file',
  'desk.attachments.message_megabytes': 'limits.message',
  'desk.attachments.ticket_megabytes': 'limits.ticket',
};

/** Where a fault is. A link to the part, where it has a page. */
function FaultPlace({ field }: { field: string }) {
  const [, list, index] = /^(\w+)\[(\d+)\]/.exec(field) ?? [];
  const settings = SETTINGS.find((page) => page === list);
  const parts = configuration.value[list as ListName] as AnyPart[] | undefined;
  const part = parts?.[Number(index)];
  const limit = LIMITS[field];
  if (limit !== undefined) {
    const patch = { settings: 'mailboxes', item: null } as const;
    return (
      <a href={formatRoute({ ...route.value, ...patch })} onClick={(event) => follow(event, patch)}>
        {t(limit)}
      </a>
    );
  }
  if (settings === undefined || part === undefined) return <code>{field}</code>;
  const patch = { settings, item: idOf(part) };
  return (
    <a href={formatRoute({ ...route.value, ...patch })} onClick={(event) => follow(event, patch)}>
      {t(`page.${settings}`)}, {nameOf(part)}
    </a>
  );
}

/** The server has agreed to the draft. What it would change is read once more, with room to say why. */
function SaveDialog({ changed, onClose }: { changed: string[]; onClose: () => void }) {
  const [note, setNote] = useState('');

  async function submit(event: Event) {
    event.preventDefault();
    await send({ dryRun: false, note: note.trim() });
    onClose();
  }

  return (
    <Dialog title={t('save.title')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Places places={changed} />
        <div class="dialog-field">
          <label for="note">{t('save.note')}</label>
          <input id="note" class="input" autofocus maxLength={200} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </div>
        <div class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {tc('cancel')}
          </button>
          <button type="submit" class="button button-primary" disabled={busy.value}>
            {t('save.do')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function Places({ places }: { places: readonly string[] }) {
  return (
    <ul class="places">
      {places.map((place) => (
        <li key={place}>{placeName(place)}</li>
      ))}
    </ul>
  );
}
