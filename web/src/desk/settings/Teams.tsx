import type { AssignmentMode, HandBack, TeamSettings } from '../../api/configuration';
import { t as td } from '../../i18n/desk';
import { t } from '../../i18n/settings';
import { agents, calendars, nameOfTeam, orNone, teams, tiers } from './choices';
import { Check, Section, SelectField } from './controls';
import { FollowUpField } from './FollowUpField';
import { type EditorProps, PartPage } from './PartPage';
import { SignatureSection } from './SignatureSection';

const MODES: readonly AssignmentMode[] = ['least_loaded', 'round_robin', 'skills', 'manual'];
const HAND_BACK: readonly HandBack[] = ['never', 'new_only', 'all'];

export function Teams() {
  return (
    <PartPage
      kind="teams"
      icon="team"
      stem="team"
      create={(id): TeamSettings => ({ id, name: t('new.teams'), tier: 1 })}
      note={(team) =>
        [
          td('tier', { tier: team.tier }),
          t(`mode.${team.assignment ?? 'least_loaded'}`),
          ...(team.escalates_to ? [t('team.escalates', { team: nameOfTeam(team.escalates_to) })] : []),
        ].join(' · ')
      }
      editor={(props) => <Editor {...props} />}
    />
  );
}

function Editor({ part, at, change }: EditorProps<TeamSettings>) {
  const others = teams().filter((team) => team.value !== part.id);
  return (
    <>
      <Section title={t('team.place')}>
        <div class="set-row">
          <SelectField
            label={t('team.tier')}
            field={`${at}.tier`}
            value={String(part.tier)}
            options={tiers()}
            onChange={(tier) => change((team) => void (team.tier = Number(tier)))}
          />
          <SelectField
            label={t('team.escalates_to')}
            field={`${at}.escalates_to`}
            value={part.escalates_to ?? ''}
            options={orNone(others, t('team.escalates_to.none'))}
            onChange={(id) => change((team) => void (team.escalates_to = id || undefined))}
          />
          <SelectField
            label={t('team.lead')}
            hint={t('team.lead.text')}
            field={`${at}.lead`}
            value={part.lead ?? ''}
            options={orNone(agents(), t('team.lead.none'))}
            onChange={(id) => change((team) => void (team.lead = id || undefined))}
          />
          <SelectField
            label={t('calendar')}
            hint={t('team.calendar.text')}
            field={`${at}.calendar`}
            value={part.calendar ?? ''}
            options={orNone(calendars(), t('team.calendar.none'))}
            onChange={(id) => change((team) => void (team.calendar = id || undefined))}
          />
        </div>
      </Section>
      <Section title={t('team.work')}>
        <div class="set-row">
          <SelectField
            label={t('team.assignment')}
            field={`${at}.assignment`}
            value={part.assignment ?? 'least_loaded'}
            options={MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
            onChange={(mode) => change((team) => void (team.assignment = mode === 'least_loaded' ? undefined : (mode as AssignmentMode)))}
          />
          <SelectField
            label={t('team.hand_back')}
            field={`${at}.hand_back_when_away`}
            value={part.hand_back_when_away ?? 'never'}
            options={HAND_BACK.map((one) => ({ value: one, label: t(`hand_back.${one}`) }))}
            onChange={(one) => change((team) => void (team.hand_back_when_away = one === 'never' ? undefined : (one as HandBack)))}
          />
          <FollowUpField
            label={t('team.follow_up')}
            at={`${at}.follow_up`}
            value={part.follow_up}
            onChange={(follow) => change((team) => void (team.follow_up = follow === 'follow_up' ? undefined : follow))}
          />
        </div>
        <Check
          label={t('team.previous_agent')}
          checked={part.previous_agent_first ?? false}
          onChange={(yes) => change((team) => void (team.previous_agent_first = yes || undefined))}
        />
      </Section>
      <SignatureSection
        title={t('signature')}
        text={t('signature.text')}
        at={`${at}.signature`}
        signature={part.signature}
        onChange={(signature) => change((team) => void (team.signature = signature))}
      />
    </>
  );
}
