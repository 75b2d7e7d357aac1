import { useEffect, useState } from 'preact/hooks';
import { type Difference, listRevisions, readRevision, type Revision } from '../../api/configuration';
import { type ApiError, asApiError } from '../../api/problem';
import { t as tc } from '../../i18n/common';
import { t as td } from '../../i18n/desk';
import { absolute } from '../../i18n/format';
import { t, tn } from '../../i18n/settings';
import { problemWords } from '../../lib/words';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Time } from '../../ui/Time';
import { follow, formatRoute, go, route } from '../route';
import { mayAdminister } from '../store/directory';
import { busy, changes, draft, placeName, restore } from './draft';
import { Crumb } from './PartPage';
import { differingValues } from './parts';
import { written } from './written';

/** Who changed the settings, when, why and what; and the way back. */
export function History() {
  const { item } = route.value;
  const revision = Number(item);
  if (item !== null && Number.isSafeInteger(revision)) return <OneRevision key={revision} revision={revision} />;
  return <Revisions />;
}

const nameOf = (revision: Revision): string => (revision.by.kind === 'system' ? td('actor.system') : revision.by.name);

function Revisions() {
  const [all, setAll] = useState<Revision[] | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function load(before?: number) {
    setFailure(null);
    try {
      const page = await listRevisions(before);
      setAll((known) => (before === undefined ? page.revisions : [...(known ?? []), ...page.revisions]));
      setNext(page.next_before ?? null);
    } catch (error) {
      setFailure(asApiError(error));
    }
  }
  useEffect(() => void load(), [draft.value?.base]);

  return (
    <>
      <header class="set-head">
        <div>
          <h1>{t('page.history')}</h1>
          <p class="set-hint">{t('page.history.text')}</p>
        </div>
      </header>
      {failure && (
        <div class="empty set-empty" role="alert">
          <p class="empty-title">{t('failed.history')}</p>
          <p>{problemWords(failure)}</p>
          <button type="button" class="button" onClick={() => void load()}>
            {tc('retry')}
          </button>
        </div>
      )}
      {all === null && failure === null && <Bones />}
      {all?.length === 0 && (
        <div class="empty set-empty">
          <Icon name="history" size={28} />
          <p class="empty-title">{t('none.history')}</p>
        </div>
      )}
      {all !== null && all.length > 0 && (
        <ol class="set-list">
          {all.map((revision) => (
            <li key={revision.revision} class="set-item">
              <span class="set-order">{revision.revision}</span>
              <a
                class="set-link"
                href={formatRoute({ ...route.value, item: String(revision.revision) })}
                onClick={(event) => follow(event, { item: String(revision.revision) })}
              >
                <span class="set-name">{titleOf(revision)}</span>
                <span class="set-note">
                  {nameOf(revision)} · <Time at={revision.at} /> · {tn('history.places', revision.changed.length)}
                </span>
              </a>
              {revision.revision === draft.value?.base && <span class="chip chip-success">{t('history.current')}</span>}
              <Icon name="chevronRight" size={14} class="set-arrow" />
            </li>
          ))}
        </ol>
      )}
      {next !== null && (
        <button type="button" class="button set-more" onClick={() => void load(next)}>
          {td('list.more')}
        </button>
      )}
    </>
  );
}

function titleOf(revision: Revision): string {
  if (revision.reverts_to != null) return t('history.reverts', { revision: revision.reverts_to });
  return revision.note ?? (revision.changed.slice(0, 3).map(placeName).join(', ') || t('history.revision', { revision: revision.revision }));
}

function OneRevision({ revision: number }: { revision: number }) {
  const [answer, setAnswer] = useState<{ revision: Revision; differences: Difference[] } | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    readRevision(number).then(setAnswer, (error) => setFailure(asApiError(error)));
  }, [number]);

  if (failure) {
    return (
      <>
        <Crumb kind="history" />
        <div class="empty set-empty" role="alert">
          <p class="empty-title">{t('failed.history')}</p>
          <p>{problemWords(failure)}</p>
        </div>
      </>
    );
  }
  const current = number === draft.value?.base;
  return (
    <>
      <Crumb kind="history" />
      <header class="set-head">
        <div>
          <h1>{t('history.revision', { revision: number })}</h1>
          {answer && (
            <p class="set-hint">
              {nameOf(answer.revision)} · {absolute(answer.revision.at)}
            </p>
          )}
        </div>
        {mayAdminister.value && !current && answer && (
          <button type="button" class="button" onClick={() => setAsking(true)}>
            <Icon name="reopen" />
            {t('history.restore')}
          </button>
        )}
      </header>
      {answer === null ? (
        <Bones />
      ) : (
        <>
          {answer.revision.note && <p class="history-note">{answer.revision.note}</p>}
          {answer.revision.reverts_to != null && <p class="history-note">{t('history.reverts', { revision: answer.revision.reverts_to })}</p>}
          {answer.differences.map((difference) => (
            <DifferenceCard key={difference.place} difference={difference} />
          ))}
          {answer.differences.length === 0 && <p class="set-hint">{t('history.nothing')}</p>}
        </>
      )}
      {asking && <RestoreDialog revision={number} onClose={() => setAsking(false)} />}
    </>
  );
}

/** One part, and of it only the values that differ. */
function DifferenceCard({ difference }: { difference: Difference }) {
  const { place, before, after } = difference;
  return (
    <section class="difference">
      <h2>{placeName(place)}</h2>
      {differingValues(before, after).map((one) =>
        one.path === '' ? (
          <Whole key="" {...one} />
        ) : (
          <div key={one.path} class="difference-row">
            <code>{one.path}</code>
            <Side title={t('history.before')} value={one.before} tone="before" />
            <Side title={t('history.after')} value={one.after} tone="after" />
          </div>
        ),
      )}
    </section>
  );
}

/** What came or went as a whole has only one side. */
function Whole({ before, after }: Pick<Difference, 'before' | 'after'>) {
  return (
    <div class="difference-row difference-whole">
      {before != null && <Side title={t('history.before')} value={before} tone="before" />}
      {after != null && <Side title={t('history.after')} value={after} tone="after" />}
    </div>
  );
}

function Side({ title, value, tone }: { title: string; value: unknown; tone: 'before' | 'after' }) {
  return (
    <div class={`difference-side difference-${tone}`}>
      <h3 class="sr">{title}</h3>
      {value == null ? <p class="set-hint">{t('history.absent')}</p> : <pre>{typeof value === 'string' ? value : written(value)}</pre>}
    </div>
  );
}

function RestoreDialog({ revision, onClose }: { revision: number; onClose: () => void }) {
  async function submit(event: Event) {
    event.preventDefault();
    const done = await restore(revision);
    onClose();
    if (done) go({ item: null });
  }
  return (
    <Dialog title={t('restore.title', { revision })} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>{t('restore.text')}</p>
        {changes.value.length > 0 && <p class="field-error">{t('restore.draft')}</p>}
        <div class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {tc('cancel')}
          </button>
          <button type="submit" class="button button-primary" disabled={busy.value || changes.value.length > 0}>
            {t('history.restore')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Bones() {
  return (
    <div aria-busy="true">
      {[1, 2, 3].map((row) => (
        <span key={row} class="bone bone-item" />
      ))}
    </div>
  );
}
