import type { LadderAction, Policy, Rung } from '../../api/configuration';
import type { Metric } from '../../api/types';
import { t } from '../../i18n/settings';
import { metrics, teams } from './choices';
import { AddButton, Check, RemoveButton, Section, SelectField, TextField } from './controls';
import { faultAt } from './draft';
import type { EditorProps } from './PartPage';

const KINDS = ['notify', 'raise_priority', 'move', 'unassign', 'add_tag', 'webhook'] as const;
type ActionKind = (typeof KINDS)[number];

const RECIPIENTS = ['assignee', 'team', 'team_lead'] as const;

function kindOf(action: LadderAction): ActionKind {
  if (typeof action === 'string') return action;
  return KINDS.find((kind) => kind in action) ?? 'notify';
}

function fresh(kind: ActionKind): LadderAction {
  if (kind === 'notify') return { notify: 'assignee' };
  if (kind === 'move') return { move: 'next_tier' };
  if (kind === 'add_tag') return { add_tag: '' };
  if (kind === 'webhook') return { webhook: '' };
  return kind;
}

/** The rungs of a policy: what happens on the way to a target and after it. */
export function Ladder({ part, at, change }: EditorProps<Policy>) {
  const rungs = part.ladder ?? [];
  const put = (next: Rung[]) => change((policy) => void (policy.ladder = next.length > 0 ? next : undefined));
  return (
    <Section title={t('ladder')} text={t('ladder.text')} field={`${at}.ladder`}>
      <ol class="rungs">
        {rungs.map((rung, index) => (
          <RungEditor
            key={index}
            rung={rung}
            at={`${at}.ladder[${index}]`}
            onChange={(next) => put(rungs.map((one, other) => (other === index ? next : one)))}
            onRemove={() => put(rungs.filter((_, other) => other !== index))}
          />
        ))}
      </ol>
      <AddButton
        label={t('ladder.add')}
        onAdd={() => put([...rungs, { metric: 'first_response', at: '75 %', actions: [{ notify: 'assignee' }] }])}
      />
    </Section>
  );
}

interface RungProps {
  rung: Rung;
  at: string;
  onChange: (rung: Rung) => void;
  onRemove: () => void;
}

function RungEditor({ rung, at, onChange, onRemove }: RungProps) {
  const error = faultAt(at) ?? faultAt(`${at}.actions`);
  const actions = (next: LadderAction[]) => onChange({ ...rung, actions: next });
  return (
    <li class="rung">
      <div class="rung-when">
        <SelectField
          bare
          label={t('ladder.metric')}
          field={`${at}.metric`}
          value={rung.metric}
          options={metrics()}
          onChange={(metric) => onChange({ ...rung, metric: metric as Metric })}
        />
        <TextField bare label={t('ladder.at')} field={`${at}.at`} value={rung.at} placeholder="75 %" onChange={(next) => onChange({ ...rung, at: next })} />
        <RemoveButton label={t('ladder.remove')} onRemove={onRemove} />
      </div>
      {error && <p class="field-error">{error}</p>}
      <ul class="rung-actions">
        {rung.actions.map((action, index) => (
          <ActionEditor
            key={index}
            action={action}
            at={`${at}.actions[${index}]`}
            onChange={(next) => actions(rung.actions.map((one, other) => (other === index ? next : one)))}
            onRemove={() => actions(rung.actions.filter((_, other) => other !== index))}
          />
        ))}
      </ul>
      <div class="rung-foot">
        <AddButton label={t('ladder.action.add')} onAdd={() => actions([...rung.actions, fresh('notify')])} />
        <Check
          label={t('ladder.business')}
          checked={rung.business_hours_only ?? false}
          onChange={(yes) => onChange({ ...rung, business_hours_only: yes || undefined })}
        />
      </div>
    </li>
  );
}

interface ActionProps {
  action: LadderAction;
  at: string;
  onChange: (action: LadderAction) => void;
  onRemove: () => void;
}

function ActionEditor({ action, at, onChange, onRemove }: ActionProps) {
  return (
    <li class="rung-action">
      <SelectField
        bare
        label={t('ladder.action')}
        field={at}
        value={kindOf(action)}
        options={KINDS.map((kind) => ({ value: kind, label: t(`action.${kind}`) }))}
        onChange={(kind) => onChange(fresh(kind as ActionKind))}
      />
      <Argument action={action} at={at} onChange={onChange} />
      <RemoveButton label={t('ladder.action.remove')} onRemove={onRemove} />
    </li>
  );
}

const ADDRESS = 'address';
const NEXT_TIER = '';

function Argument({ action, at, onChange }: Omit<ActionProps, 'onRemove'>) {
  if (typeof action === 'string') return null;
  if ('notify' in action) {
    const fixed = RECIPIENTS.find((one) => one === action.notify);
    return (
      <>
        <SelectField
          bare
          label={t('action.notify')}
          field={`${at}.notify`}
          value={fixed ?? ADDRESS}
          options={[...RECIPIENTS, ADDRESS].map((one) => ({ value: one, label: t(`recipient.${one as 'team'}`) }))}
          onChange={(one) => onChange({ notify: one === ADDRESS ? '' : one })}
        />
        {fixed === undefined && (
          <TextField
            bare
            type="email"
            label={t('recipient.address')}
            field={`${at}.notify`}
            value={action.notify}
            placeholder="on-call@example.com"
            onChange={(notify) => onChange({ notify })}
          />
        )}
      </>
    );
  }
  if ('move' in action) {
    return (
      <SelectField
        bare
        label={t('action.move')}
        field={`${at}.move`}
        value={action.move === 'next_tier' ? NEXT_TIER : action.move.team}
        options={[{ value: NEXT_TIER, label: t('move.next_tier') }, ...teams()]}
        onChange={(team) => onChange({ move: team === NEXT_TIER ? 'next_tier' : { team } })}
      />
    );
  }
  if ('webhook' in action) {
    return (
      <TextField
        bare
        type="url"
        label={t('action.webhook')}
        field={`${at}.webhook`}
        value={action.webhook}
        placeholder="https://hooks.example.org/guichet"
        onChange={(webhook) => onChange({ webhook })}
      />
    );
  }
  return (
    <TextField bare label={t('action.add_tag')} field={`${at}.add_tag`} value={action.add_tag} onChange={(add_tag) => onChange({ add_tag })} />
  );
}
