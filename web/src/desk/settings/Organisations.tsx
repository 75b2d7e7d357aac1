import type { Organisation } from '../../api/configuration';
import { t } from '../../i18n/settings';
import { Section } from './controls';
import { type EditorProps, PartPage } from './PartPage';
import { TypedField } from './TypedInput';

export function Organisations() {
  return (
    <PartPage
      kind="organisations"
      icon="layers"
      stem="organisation"
      create={(id): Organisation => ({ id, name: t('new.organisations') })}
      note={({ domains = [], tags = [] }) => [domains.join(', ') || t('organisation.nobody'), ...tags].join(' · ')}
      editor={(props) => <Editor {...props} />}
    />
  );
}

function Editor({ part, at, change }: EditorProps<Organisation>) {
  return (
    <Section title={t('organisation.customers')} text={t('organisation.customers.text')}>
      <div class="set-row">
        <TypedField
          label={t('organisation.domains')}
          hint={t('organisation.domains.text')}
          field={`${at}.domains`}
          placeholder="acme.example"
          values={part.domains}
          onChange={(domains) => change((one) => void (one.domains = domains))}
        />
        <TypedField
          label={t('organisation.tags')}
          hint={t('organisation.tags.text')}
          field={`${at}.tags`}
          placeholder="vip"
          values={part.tags}
          onChange={(tags) => change((one) => void (one.tags = tags))}
        />
      </div>
    </Section>
  );
}
