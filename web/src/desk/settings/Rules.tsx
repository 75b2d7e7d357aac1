import { useState } from 'preact/hooks';
import { type Rule, type RuleActions, type RuleTest, testRule } from '../../api/configuration';
import { asApiError } from '../../api/problem';
import type { Priority, TicketType } from '../../api/types';
import { t as td } from '../../i18n/desk';
import { number } from '../../i18n/format';
import { t, tn } from '../../i18n/settings';
import { problemWords } from '../../lib/words';
import { Time } from '../../ui/Time';
import { follow, formatRoute, route } from '../route';
import { mayAdminister } from '../store/directory';
import { toast } from '../store/toasts';
import { Levels } from './Agents';
import { orNone, policies, priorities, teams, tiers, types } from './choices';
import { ConditionField } from './condition/ConditionField';
import { sentence } from './condition/sentence';
import { Check, Section, SelectField } from './controls';
import { faults } from './draft';
import { type EditorProps, PartPage } from './PartPage';
import { TypedField } from './TypedInput';

export function Rules() {
  return (
    <PartPage
      kind="rules"
      icon="route"
      ordered
      stem="rule"
      create={(id): Rule => ({ id, name: t('new.rules'), when: { all: [] }, then: {}, enabled: false })}
      note={(rule) => [sentence(rule.when) || t('policy.every'), tn('rule.actions', Object.keys(rule.then).length)].join(' · ')}
      beside={(rule, change) =>
        mayAdminister.value ? (
          <Check
            label={<span class="sr">{t('rule.enabled.named', { name: rule.name })}</span>}
            checked={rule.enabled ?? true}
            onChange={(yes) => change((one) => void (one.enabled = yes ? undefined : false))}
          />
        ) : (
          rule.enabled === false && <span class="chip">{t('rule.off')}</span>
        )
      }
      editor={(props) => <Editor {...props} />}
    />
  );
}

function Editor({ part, at, change }: EditorProps<Rule>) {
  const then = (patch: Partial<RuleActions>) => change((rule) => void (rule.then = { ...rule.then, ...patch }));
  return (
    <>
      <Check
        label={t('rule.enabled')}
        checked={part.enabled ?? true}
        onChange={(yes) => change((rule) => void (rule.enabled = yes ? undefined : false))}
      />
      <Section title={t('rule.when')} text={t('rule.when.text')}>
        <ConditionField
          at={`${at}.when`}
          use="rule"
          value={part.when}
          onChange={(when) => change((rule) => void (rule.when = when ?? { all: [] }))}
        />
        {mayAdminister.value && <TryOut rule={part} at={at} />}
      </Section>
      <Section title={t('rule.then')} text={t('rule.then.text')} field={`${at}.then`}>
        <div class="set-row">
          <SelectField
            label={td('type')}
            field={`${at}.then.type`}
            value={part.then.type ?? ''}
            options={orNone(types(), t('rule.unchanged'))}
            onChange={(type) => then({ type: (type || undefined) as TicketType | undefined })}
          />
          <SelectField
            label={td('team')}
            field={`${at}.then.team`}
            value={part.then.team ?? ''}
            options={orNone(teams(), t('rule.unchanged'))}
            onChange={(team) => then({ team: team || undefined })}
          />
          <SelectField
            label={t('team.tier')}
            field={`${at}.then.tier`}
            value={String(part.then.tier ?? '')}
            options={orNone(tiers(), t('rule.unchanged'))}
            onChange={(tier) => then({ tier: tier === '' ? undefined : Number(tier) })}
          />
          <SelectField
            label={td('priority')}
            field={`${at}.then.priority`}
            value={part.then.priority ?? ''}
            options={orNone(priorities(), t('rule.unchanged'))}
            onChange={(priority) => then({ priority: (priority || undefined) as Priority | undefined })}
          />
          <SelectField
            label={t('rule.policy')}
            field={`${at}.then.policy`}
            value={part.then.policy ?? ''}
            options={orNone(policies(), t('rule.policy.none'))}
            onChange={(policy) => then({ policy: policy || undefined })}
          />
          <TypedField
            label={t('rule.tags')}
            hint={t('typed.hint')}
            field={`${at}.then.add_tags`}
            values={part.then.add_tags}
            onChange={(add_tags) => then({ add_tags })}
          />
        </div>
        <Check label={t('rule.stop')} checked={part.then.stop ?? false} onChange={(yes) => then({ stop: yes || undefined })} />
      </Section>
      <Section title={t('rule.skills')} text={t('rule.skills.text')}>
        <Levels at={`${at}.then.skills`} levels={part.then.skills ?? {}} none={t('rule.skill.none')} onChange={(skills) => then({ skills })} />
      </Section>
    </>
  );
}

/** The place in the document of something that was refused in a rule which was sent on its own. */
const inDocument = (field: string, at: string): string => (field.startsWith('rules[0]') ? field.replace('rules[0]', at) : `${at}.${field}`);

/** Which of the latest tickets the rule would have taken, saved or not. */
function TryOut({ rule, at }: { rule: Rule; at: string }) {
  const [result, setResult] = useState<RuleTest | null>(null);
  const [running, setRunning] = useState(false);

  async function run() {
    setRunning(true);
    try {
      setResult(await testRule(rule));
    } catch (cause) {
      const error = asApiError(cause);
      const refused = error.code === 'configuration_invalid' ? (error.problem?.errors ?? []) : [];
      faults.value = refused.map((fault) => ({ ...fault, field: inDocument(fault.field, at) }));
      toast('error', t('failed.test'), refused.length > 0 ? t('failed.test.faults') : problemWords(error));
    } finally {
      setRunning(false);
    }
  }

  return (
    <div class="try">
      <button type="button" class="button" disabled={running} onClick={() => void run()}>
        {running && <span class="spinner" aria-hidden="true" />}
        {t('rule.try')}
      </button>
      {result && (
        <div role="status">
          <p class="set-hint">{tn('rule.matched', result.matched.length, { looked: number(result.looked_at) })}</p>
          <ul class="try-list">
            {result.matched.map((ticket) => {
              const patch = { settings: null, item: null, ticket: ticket.number };
              return (
                <li key={ticket.number}>
                  <a href={formatRoute({ ...route.value, ...patch })} onClick={(event) => follow(event, patch)}>
                    #{ticket.number}
                  </a>
                  <span dir="auto">{ticket.subject}</span>
                  <Time at={ticket.opened_at} form="short" />
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
