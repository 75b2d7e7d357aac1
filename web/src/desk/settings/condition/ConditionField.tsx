import { useRef } from 'preact/hooks';
import type { Condition } from '../../../api/configuration';
import { t } from '../../../i18n/settings';
import { Icon } from '../../../ui/Icon';
import { AddButton, RemoveButton, Select } from '../controls';
import { faultAt } from '../draft';
import { written } from '../written';
import {
  dissolve,
  type Group,
  type Join,
  JOINS,
  placeOfList,
  placeOfPart,
  readGroup,
  readTest,
  readWhole,
  wrap,
  writeGroup,
  writeTest,
} from './model';
import { firstTest, type Use } from './subjects';
import { TestRow } from './TestRow';
import { WrapButton } from './WrapButton';

interface FieldProps {
  value: Condition | null | undefined;
  at: string;
  use: Use;
  /** Nothing, once the last comparison was taken out. */
  onChange: (condition: Condition | undefined) => void;
}

/** Builds a condition: comparisons, and groups of them. */
export function ConditionField({ value, at, use, onChange }: FieldProps) {
  const group = readWhole(value);
  return (
    <div class="cond">
      <GroupBox
        group={group}
        at={at}
        use={use}
        none={t(use === 'rule' ? 'cond.none.rule' : 'cond.none.policy')}
        onChange={(next) => onChange(next.parts.length === 0 && next.join === 'all' ? undefined : writeGroup(next))}
      />
    </div>
  );
}

interface GroupProps {
  group: Group;
  at: string;
  use: Use;
  /** What it means that there is nothing in it. */
  none: string;
  onChange: (group: Group) => void;
  /** Absent for the whole, which stays. */
  onWrap?: () => void;
  onDissolve?: () => void;
  onRemove?: () => void;
}

function GroupBox({ group, at, use, none, onChange, onWrap, onDissolve, onRemove }: GroupProps) {
  const list = useRef<HTMLUListElement>(null);
  const { join, parts } = group;
  const error = faultAt(at) ?? faultAt(placeOfList(at, group));

  /** The new parts, and then the focus where one goes on: in the last of them, or where the next can be added. */
  function put(next: Condition[], focus?: 'last' | 'add') {
    onChange({ ...group, parts: next });
    if (focus === undefined) return;
    requestAnimationFrame(() => {
      const last = focus === 'last' ? list.current?.lastElementChild : list.current?.nextElementSibling;
      last?.querySelector<HTMLElement>('select, button')?.focus();
    });
  }
  const replace = (index: number, ...by: Condition[]) => put([...parts.slice(0, index), ...by, ...parts.slice(index + 1)]);
  const enclose = (index: number) => onChange({ ...group, bare: false, parts: parts.with(index, wrap(parts[index]!, join)) });
  const remove = (index: number) => put(parts.filter((_, other) => other !== index), 'add');

  return (
    <div role="group" aria-label={t(`join.${join}`)}>
      <div class="cond-head">
        <Select
          label={t('cond.join')}
          value={join}
          options={JOINS.map((one) => ({ value: one, label: t(`join.${one}`) }))}
          onChange={(next) => onChange({ join: next as Join, parts, bare: false })}
        />
        {onWrap && onDissolve && onRemove && (
          <div class="cond-tools">
            <WrapButton onWrap={onWrap} />
            <button type="button" class="icon-button" aria-label={t('cond.dissolve')} title={t('cond.dissolve')} onClick={onDissolve}>
              <Icon name="reopen" size={14} />
            </button>
            <RemoveButton label={t('cond.remove.group')} onRemove={onRemove} />
          </div>
        )}
      </div>
      {error && <p class="field-error">{error}</p>}
      {parts.length === 0 && <p class="set-hint">{none}</p>}
      <ul ref={list} class="cond-list">
        {parts.map((part, index) => (
          <Part
            key={index}
            part={part}
            at={placeOfPart(at, group, index)}
            use={use}
            onChange={(...by) => replace(index, ...by)}
            onWrap={() => enclose(index)}
            onRemove={() => remove(index)}
          />
        ))}
      </ul>
      <div class="cond-add">
        <AddButton label={t('cond.add')} onAdd={() => put([...parts, writeTest(firstTest(use))], 'last')} />
        <AddButton label={t('cond.add.group')} onAdd={() => put([...parts, wrap(writeTest(firstTest(use)), join)], 'last')} />
      </div>
    </div>
  );
}

interface PartProps {
  part: Condition;
  at: string;
  use: Use;
  onChange: (...by: Condition[]) => void;
  onWrap: () => void;
  onRemove: () => void;
}

function Part({ part, at, use, onChange, onWrap, onRemove }: PartProps) {
  const group = readGroup(part);
  if (group !== null) {
    return (
      <li class="cond-group">
        <GroupBox
          group={group}
          at={at}
          use={use}
          none={t('cond.none.group')}
          onChange={(next) => onChange(writeGroup(next))}
          onWrap={onWrap}
          onDissolve={() => onChange(...dissolve(group))}
          onRemove={onRemove}
        />
      </li>
    );
  }
  const test = readTest(part);
  if (test === null) return <Foreign part={part} onRemove={onRemove} />;
  return <TestRow test={test} at={at} use={use} onChange={(next) => onChange(writeTest(next))} onWrap={onWrap} onRemove={onRemove} />;
}

/** A comparison that only a newer server knows: it stays as it is, or goes. */
function Foreign({ part, onRemove }: { part: Condition; onRemove: () => void }) {
  return (
    <li class="cond-row">
      <div class="cond-parts">
        <code>{written(part)}</code>
      </div>
      <div class="cond-tools">
        <RemoveButton label={t('cond.remove', { what: written(part) })} onRemove={onRemove} />
      </div>
    </li>
  );
}
