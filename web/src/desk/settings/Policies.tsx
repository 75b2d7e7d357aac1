import type { Metric, Priority } from '../../api/types';
import type { Policy } from '../../api/configuration';
import { t as td } from '../../i18n/desk';
import { t, tn } from '../../i18n/settings';
import { calendars, METRICS, nameOfCalendar, orNone, PRIORITIES } from './choices';
import { ConditionField } from './condition/ConditionField';
import { sentence } from './condition/sentence';
import { Check, NumberField, Section, SelectField, TextField } from './controls';
import { Ladder } from './Ladder';
import { type EditorProps, PartPage } from './PartPage';

const USUAL_WARNING = 75;

export function Policies() {
  return (
    <PartPage
      kind="policies"
      icon="shield"
      ordered
      stem="policy"
      insertAt={beforeTheRest}
      create={(id): Policy => ({ id, name: t('new.policies'), targets: { first_response: { normal: '8h' } } })}
      note={(policy) =>
        [
          policy.when == null ? t('policy.every') : sentence(policy.when) || t('policy.every'),
          nameOfCalendar(policy.calendar),
          tn('policy.rungs', policy.ladder?.length ?? 0),
        ].join(' · ')
      }
      editor={(props) => <Editor {...props} />}
    />
  );
}

/** Behind a policy for every ticket, none would ever come under a new one. */
function beforeTheRest(policies: readonly Policy[]): number {
  const rest = policies.findIndex((policy) => policy.when == null);
  return rest < 0 ? policies.length : rest;
}

function Editor({ part, at, change }: EditorProps<Policy>) {
  return (
    <>
      <Section title={t('policy.when')} text={t('policy.when.text')}>
        <ConditionField
          at={`${at}.when`}
          use="policy"
          value={part.when}
          onChange={(when) => change((policy) => void (policy.when = when))}
        />
      </Section>
      <Section title={t('policy.targets')} text={t('policy.targets.text')} field={`${at}.targets`}>
        <div class="set-row">
          <SelectField
            label={t('calendar')}
            field={`${at}.calendar`}
            value={part.calendar ?? ''}
            options={orNone(calendars(), t('calendar.inherited'))}
            onChange={(id) => change((policy) => void (policy.calendar = id || undefined))}
          />
        </div>
        <Targets part={part} at={at} change={change} />
        <div class="set-row">
          <NumberField
            label={t('policy.warn')}
            hint={t('policy.warn.text')}
            field={`${at}.warn_at_percent`}
            min={0}
            max={100}
            value={part.warn_at_percent ?? USUAL_WARNING}
            onChange={(percent) => change((policy) => void (policy.warn_at_percent = percent === USUAL_WARNING ? undefined : percent))}
          />
          <div class="set-field">
            <Check
              label={t('policy.pause_on_hold')}
              checked={part.pause_on_hold ?? false}
              onChange={(yes) => change((policy) => void (policy.pause_on_hold = yes || undefined))}
            />
            <Check
              label={t('policy.automated')}
              checked={part.automated_responses_count ?? false}
              onChange={(yes) => change((policy) => void (policy.automated_responses_count = yes || undefined))}
            />
          </div>
        </div>
      </Section>
      <Ladder part={part} at={at} change={change} />
    </>
  );
}

function Targets({ part, at, change }: EditorProps<Policy>) {
  function set(metric: Metric, priority: Priority, value: string) {
    change((policy) => {
      const row = { ...policy.targets[metric], [priority]: value };
      if (value.trim() === '') delete row[priority];
      if (Object.keys(row).length > 0) policy.targets[metric] = row;
      else delete policy.targets[metric];
    });
  }
  return (
    <table class="targets">
      <thead>
        <tr>
          <td />
          {PRIORITIES.map((priority) => (
            <th key={priority} scope="col">
              {td(`priority.${priority}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {METRICS.map((metric) => (
          <tr key={metric}>
            <th scope="row">{td(`metric.${metric}`)}</th>
            {PRIORITIES.map((priority) => (
              <td key={priority} data-priority={td(`priority.${priority}`)}>
                <TextField
                  bare
                  label={`${td(`metric.${metric}`)}, ${td(`priority.${priority}`)}`}
                  field={`${at}.targets.${metric}.${priority}`}
                  placeholder="–"
                  value={part.targets[metric]?.[priority] ?? ''}
                  onChange={(value) => set(metric, priority, value)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
