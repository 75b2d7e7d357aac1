import type { AgentSettings, Locale } from '../../api/configuration';
import type { Role } from '../../api/types';
import { t as td } from '../../i18n/desk';
import { languageName } from '../../i18n/format';
import { t } from '../../i18n/settings';
import { calendars, LANGUAGES, nameOfTeam, orNone, ROLES, teams } from './choices';
import { Many, NumberField, Section, SelectField, TextField } from './controls';
import { configuration } from './draft';
import { type EditorProps, PartPage } from './PartPage';

const LEVELS = ['1', '2', '3', '4', '5'];

export function Agents() {
  return (
    <PartPage
      kind="agents"
      icon="customer"
      stem="agent"
      create={(id): AgentSettings => ({ id, name: t('new.agents'), email: '', role: 'agent', capacity: 8 })}
      note={(agent) => [td(`role.${agent.role}`), ...(agent.teams ?? []).map(nameOfTeam)].join(' · ')}
      editor={(props) => <Editor {...props} />}
    />
  );
}

const languages = () => LANGUAGES.map((value) => ({ value, label: languageName(value) }));

function Editor({ part, at, change }: EditorProps<AgentSettings>) {
  return (
    <>
      <Section title={t('agent.person')}>
        <div class="set-row">
          <TextField
            type="email"
            label={t('agent.email')}
            field={`${at}.email`}
            value={part.email}
            onChange={(email) => change((agent) => void (agent.email = email))}
          />
          <SelectField
            label={t('agent.role')}
            field={`${at}.role`}
            value={part.role}
            options={ROLES.map((role) => ({ value: role, label: td(`role.${role}`) }))}
            onChange={(role) => change((agent) => void (agent.role = role as Role))}
          />
          <SelectField
            label={t('agent.locale')}
            field={`${at}.locale`}
            value={part.locale ?? 'en'}
            options={languages()}
            onChange={(locale) => change((agent) => void (agent.locale = locale === 'en' ? undefined : (locale as Locale)))}
          />
        </div>
      </Section>
      <Section title={t('agent.work')}>
        <Many
          label={t('page.teams')}
          field={`${at}.teams`}
          values={part.teams ?? []}
          options={teams()}
          onChange={(ids) => change((agent) => void (agent.teams = ids.length > 0 ? ids : undefined))}
        />
        <Many
          label={t('agent.languages')}
          hint={t('agent.languages.text')}
          field={`${at}.languages`}
          values={part.languages ?? []}
          options={languages()}
          onChange={(codes) => change((agent) => void (agent.languages = codes.length > 0 ? codes : undefined))}
        />
        <div class="set-row">
          <NumberField
            label={t('agent.capacity')}
            hint={t('agent.capacity.text')}
            field={`${at}.capacity`}
            min={0}
            value={part.capacity}
            onChange={(capacity) => change((agent) => void (agent.capacity = capacity))}
          />
          <SelectField
            label={t('agent.shifts')}
            field={`${at}.shifts`}
            value={part.shifts ?? ''}
            options={orNone(calendars(), t('agent.shifts.none'))}
            onChange={(id) => change((agent) => void (agent.shifts = id || undefined))}
          />
        </div>
      </Section>
      <Section title={t('page.skills')} text={t('agent.skills.text')}>
        <Levels
          at={`${at}.skills`}
          levels={part.skills ?? {}}
          none={t('agent.skill.none')}
          onChange={(skills) => change((agent) => void (agent.skills = skills))}
        />
      </Section>
    </>
  );
}

interface LevelsProps {
  at: string;
  levels: Record<string, number>;
  none: string;
  onChange: (levels: Record<string, number> | undefined) => void;
}

/** A level for each skill that the desk knows; none for those that do not matter. */
export function Levels({ at, levels, none, onChange }: LevelsProps) {
  const skills = configuration.value.skills ?? [];
  if (skills.length === 0) return <p class="set-hint">{t('none.skills')}</p>;

  function set(id: string, level: string) {
    const next = { ...levels, [id]: Number(level) };
    if (level === '') delete next[id];
    onChange(Object.keys(next).length > 0 ? next : undefined);
  }

  return (
    <div class="set-row">
      {skills.map((skill) => (
        <SelectField
          key={skill.id}
          label={skill.name}
          field={`${at}.${skill.id}`}
          value={String(levels[skill.id] ?? '')}
          options={orNone(
            LEVELS.map((level) => ({ value: level, label: t('level', { level }) })),
            none,
          )}
          onChange={(level) => set(skill.id, level)}
        />
      ))}
    </div>
  );
}
