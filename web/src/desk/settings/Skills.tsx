import type { Skill } from '../../api/configuration';
import { t, tn } from '../../i18n/settings';
import { configuration } from './draft';
import { PartPage } from './PartPage';

export function Skills() {
  const holders = (id: string) => (configuration.value.agents ?? []).filter((agent) => agent.skills?.[id] !== undefined);
  return (
    <PartPage
      kind="skills"
      icon="star"
      stem="skill"
      create={(id): Skill => ({ id, name: t('new.skills') })}
      note={(skill) => tn('skill.agents', holders(skill.id).length)}
      editor={({ part }) => (
        <p class="set-hint">
          {holders(part.id).length === 0
            ? t('skill.nobody')
            : holders(part.id)
                .map((agent) => `${agent.name} (${agent.skills?.[part.id]})`)
                .join(', ')}
        </p>
      )}
    />
  );
}
