import type { ComponentChildren } from 'preact';
import type { Configuration, Part } from '../../api/configuration';
import { t } from '../../i18n/settings';
import { Icon, type IconName } from '../../ui/Icon';
import { follow, formatRoute, go, route, type SettingsPage } from '../route';
import { mayAdminister } from '../store/directory';
import { IdField, TextField } from './controls';
import { changes, configuration, edit, faultAt, original } from './draft';
import { freshId, type ListName, nameOf } from './parts';

/** Texts have a page of their own: each is there from the start, in the words that are delivered. */
type Kind = Exclude<ListName, 'texts'>;
type PartOf<K extends Kind> = NonNullable<Configuration[K]>[number];

interface Props<K extends Kind> {
  kind: K;
  icon: IconName;
  /** The order means something: the first that matches counts. */
  ordered?: boolean;
  note: (part: PartOf<K>) => string;
  create: (id: string) => PartOf<K>;
  stem: string;
  /** Where a new one comes in; at the end, if absent. */
  insertAt?: (parts: readonly PartOf<K>[]) => number;
  beside?: (part: PartOf<K>, change: Change<PartOf<K>>) => ComponentChildren;
  above?: ComponentChildren;
  editor: (props: EditorProps<PartOf<K>>) => ComponentChildren;
}

export type Change<P> = (change: (part: P) => void) => void;

export interface EditorProps<P> {
  part: P;
  /** Where the part is in the document: `policies[2]`. */
  at: string;
  change: Change<P>;
}

function changer<P>(kind: Kind, index: number): Change<P> {
  return (apply) =>
    edit((all) => {
      const found = (all[kind] as P[] | undefined)?.[index];
      if (found) apply(found);
    });
}

/** A list of parts, and the one of them that the address names. */
export function PartPage<K extends Kind>(props: Props<K>) {
  const { kind, create, stem, insertAt, editor } = props;
  const parts = (configuration.value[kind] ?? []) as PartOf<K>[];
  const { item } = route.value;
  const index = parts.findIndex((part) => part.id === item);
  const part = parts[index];

  function add() {
    const id = freshId(parts, stem);
    edit((all) => {
      const at = insertAt?.(parts) ?? parts.length;
      (all as Record<Kind, Part[] | undefined>)[kind] = (parts as Part[]).toSpliced(at, 0, create(id));
    });
    go({ item: id });
  }

  if (item === null) return <List {...props} parts={parts} onAdd={add} />;
  if (part === undefined) return <Gone kind={kind} />;
  const change = changer<PartOf<K>>(kind, index);
  return (
    <>
      <Crumb kind={kind} />
      <header class="set-head">
        <h1>{nameOf(part)}</h1>
        {mayAdminister.value && <Delete kind={kind} id={part.id} />}
      </header>
      <fieldset class="set-form" disabled={!mayAdminister.value} key={`${kind} ${index}`}>
        <legend class="sr">{nameOf(part)}</legend>
        <Fault at={`${kind}[${index}]`} />
        <Identity kind={kind} part={part} at={`${kind}[${index}]`} change={change} />
        {editor({ part, at: `${kind}[${index}]`, change })}
      </fieldset>
    </>
  );
}

interface ListProps<K extends Kind> extends Props<K> {
  parts: PartOf<K>[];
  onAdd: () => void;
}

function List<K extends Kind>({ icon, ordered = false, note, beside, above, parts, onAdd, ...props }: ListProps<K>) {
  const kind: Kind = props.kind;
  const may = mayAdminister.value;
  return (
    <>
      <header class="set-head">
        <div>
          <h1>{t(`page.${kind}`)}</h1>
          <p class="set-hint">{t(`page.${kind}.text`)}</p>
        </div>
        {may && (
          <button type="button" class="button button-primary" onClick={onAdd}>
            <Icon name="plus" size={14} />
            {t(`add.${kind}`)}
          </button>
        )}
      </header>
      {above}
      {parts.length === 0 ? (
        <div class="empty set-empty">
          <Icon name={icon} size={28} />
          <p class="empty-title">{t(`none.${kind}`)}</p>
          <p>{t(`none.${kind}.text`)}</p>
        </div>
      ) : (
        <ol class="set-list">
          {parts.map((part, index) => (
            <li key={part.id} class="set-item">
              {ordered && <span class="set-order">{index + 1}</span>}
              <a
                class="set-link"
                href={formatRoute({ ...route.value, item: part.id })}
                onClick={(event) => follow(event, { item: part.id })}
              >
                <span class="set-name">
                  {nameOf(part)}
                  <Marks place={`${kind}.${part.id}`} field={`${kind}[${index}]`} />
                </span>
                <span class="set-note">{note(part)}</span>
              </a>
              {beside?.(part, changer<PartOf<K>>(kind, index))}
              {ordered && may && <Move kind={kind} index={index} last={parts.length - 1} name={nameOf(part)} />}
              <Icon name="chevronRight" size={14} class="set-arrow" />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Marks({ place, field }: { place: string; field: string }) {
  if (faultAt(field, true)) return <span class="chip chip-danger set-mark">{t('mark.fault')}</span>;
  if (changes.value.includes(place)) return <span class="chip chip-warning set-mark">{t('mark.changed')}</span>;
  return null;
}

function Move({ kind, index, last, name }: { kind: Kind; index: number; last: number; name: string }) {
  function move(to: number) {
    edit((all) => {
      const parts = all[kind] as Part[];
      parts.splice(to, 0, ...parts.splice(index, 1));
    });
  }
  return (
    <span class="set-move">
      <button type="button" class="icon-button" disabled={index === 0} aria-label={t('move.up', { name })} onClick={() => move(index - 1)}>
        <Icon name="arrowUp" size={14} />
      </button>
      <button type="button" class="icon-button" disabled={index === last} aria-label={t('move.down', { name })} onClick={() => move(index + 1)}>
        <Icon name="arrowDown" size={14} />
      </button>
    </span>
  );
}

/** The name, if it has one, and the id. */
function Identity<P extends Part>({ kind, part, at, change }: EditorProps<P> & { kind: Kind }) {
  const known = ((original.value[kind] as Part[] | undefined) ?? []).some((one) => one.id === part.id);
  // The name of a mailbox is what its mail carries, and its editor says so. What has no name is called by its id, above.
  const named = kind !== 'mailboxes' && part.name != null;
  if (known && !named) return null;
  return (
    <div class="set-row">
      {named && (
        <TextField
          label={t('name')}
          field={`${at}.name`}
          value={part.name ?? ''}
          onChange={(name) => change((one) => void (one.name = name))}
        />
      )}
      {known ? (
        <div class="set-field">
          <span class="set-label">{t('id')}</span>
          <p class="set-id">{part.id}</p>
        </div>
      ) : (
        <IdField
          field={`${at}.id`}
          value={part.id}
          hint={t(kind === 'agents' ? 'id.agent' : 'id.hint')}
          onChange={(id) => {
            change((one) => void (one.id = id));
            go({ item: id }, 'replace');
          }}
        />
      )}
    </div>
  );
}

/** What is wrong with a part as a whole. */
function Fault({ at }: { at: string }) {
  const error = faultAt(at);
  return error ? <p class="field-error set-fault">{error}</p> : null;
}

function Delete({ kind, id }: { kind: Kind; id: string }) {
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        edit((all) => {
          (all as Record<Kind, Part[] | undefined>)[kind] = (all[kind] as Part[]).filter((part) => part.id !== id);
        });
        go({ item: null });
      }}
    >
      {t('delete')}
    </button>
  );
}

export function Crumb({ kind }: { kind: SettingsPage }) {
  return (
    <a
      class="set-crumb"
      href={formatRoute({ ...route.value, settings: kind, item: null })}
      onClick={(event) => follow(event, { settings: kind, item: null })}
    >
      <Icon name="arrowLeft" size={14} />
      {t(`page.${kind}`)}
    </a>
  );
}

function Gone({ kind }: { kind: Kind }) {
  return (
    <>
      <Crumb kind={kind} />
      <div class="empty set-empty">
        <p class="empty-title">{t('gone')}</p>
      </div>
    </>
  );
}
