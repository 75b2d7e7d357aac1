import { useState } from 'preact/hooks';
import type { Metric } from '../../api/types';
import { t as td } from '../../i18n/desk';
import { number, percent } from '../../i18n/format';
import { t } from '../../i18n/reports';
import { Icon } from '../../ui/Icon';
import { go, REPORTS_AT_FIRST, route, type Split, SPLITS } from '../route';
import { teamName } from '../store/directory';
import type { Counted } from './api';
import { type Column, type Group, type Order, share, sorted, splitBy } from './attainment';
import { Card } from './parts';
import { policyNames } from './store';

const COLUMNS: readonly Column[] = ['name', 'share', 'met', 'breached'];

/** What was kept least comes first: that is what one looks for. */
const AT_FIRST: Order = { column: 'share', ascending: true };

/** Figures are first read from the largest, names from A. */
const order = (before: Order, column: Column): Order =>
  before.column === column ? { column, ascending: !before.ascending } : { column, ascending: column === 'name' || column === 'share' };

function nameOf(by: Split, key: string): string {
  if (by === 'policy') return policyNames.value.get(key) ?? key;
  if (by === 'team') return teamName(key);
  if (by === 'tier') return t('tier', { tier: key });
  return td(`metric.${key as Metric}`);
}

export function SplitTable({ rows, by }: { rows: Counted[]; by: Split }) {
  const [now, setNow] = useState(AT_FIRST);
  const groups = sorted(
    splitBy(rows, by).map((group) => ({ ...group, name: nameOf(by, group.key) })),
    now,
  );
  return (
    <Card title={t('split.title')} aside={<Switch by={by} />}>
      <table class="figures figures-split">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" aria-sort={now.column === column ? (now.ascending ? 'ascending' : 'descending') : undefined}>
                <button type="button" class="sort" onClick={() => setNow(order(now, column))}>
                  {column === 'name' ? t(`split.${by}`) : t(`column.${column}`)}
                  {now.column === column && <Icon name={now.ascending ? 'arrowUp' : 'arrowDown'} size={12} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Line key={group.key} group={group} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Switch({ by }: { by: Split }) {
  return (
    <div class="segmented" role="group" aria-label={t('split')}>
      {SPLITS.map((split) => (
        <button
          key={split}
          type="button"
          aria-pressed={split === by}
          onClick={() => go({ reports: { ...(route.value.reports ?? REPORTS_AT_FIRST), by: split } }, 'replace')}
        >
          {t(`split.${split}`)}
        </button>
      ))}
    </div>
  );
}

function Line({ group }: { group: Group & { name: string } }) {
  const kept = share(group) ?? 0;
  return (
    <tr>
      <th scope="row">{group.name}</th>
      <td>
        <span class="split-share">
          <span class="split-bar" aria-hidden="true">
            <span style={{ width: `${kept * 100}%` }} />
          </span>
          {percent(kept)}
        </span>
      </td>
      <td>{number(group.met)}</td>
      <td>{number(group.breached)}</td>
    </tr>
  );
}
