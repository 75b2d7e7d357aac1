import type { ContactForm, ContactTopic, FormField } from '../../api/configuration';
import type { TicketType } from '../../api/types';
import { t as td } from '../../i18n/desk';
import { lang } from '../../i18n/lang';
import { t, tn } from '../../i18n/settings';
import { teams, types } from './choices';
import { IdField, Section, SelectField, TextField } from './controls';
import { configuration, original } from './draft';
import { Entries, type EntryProps } from './Entries';
import { Labels } from './Labels';
import { type EditorProps, PartPage } from './PartPage';
import { freshId } from './parts';
import { TypedField } from './TypedInput';

const START_PAGE = 'default';

export function Forms() {
  return (
    <PartPage
      kind="forms"
      icon="note"
      stem="form"
      create={(id): ContactForm => ({ id, topics: [freshTopic([])] })}
      note={({ brand, topics, fields = [] }) =>
        [...(brand ? [brand] : []), tn('form.topics', topics.length), tn('form.fields', fields.length)].join(' · ')
      }
      editor={(props) => <Editor {...props} />}
    />
  );
}

const freshTopic = (others: readonly ContactTopic[]): ContactTopic => ({
  id: freshId(others, 'topic'),
  label: { [lang.value]: t('form.topic.new') },
  team: configuration.value.teams?.[0]?.id ?? '',
  ticket_type: 'question',
});

const freshField = (others: readonly FormField[]): FormField => ({
  id: freshId(others, 'field'),
  label: { [lang.value]: t('form.field.new') },
});

function Editor({ part, at, change }: EditorProps<ContactForm>) {
  const saved = original.value.forms?.find((form) => form.id === part.id);
  return (
    <>
      <div class="set-row set-below">
        <TextField
          label={t('form.brand')}
          hint={t('form.brand.text')}
          field={`${at}.brand`}
          value={part.brand ?? ''}
          onChange={(brand) => change((form) => void (form.brand = brand || undefined))}
        />
        <Address form={part.id} saved={saved !== undefined} />
      </div>
      <Section title={t('form.topics.title')} text={t('form.topics.text')} field={`${at}.topics`}>
        <Entries
          entries={part.topics}
          at={`${at}.topics`}
          add={t('form.topic.add')}
          fresh={freshTopic}
          onChange={(topics) => change((form) => void (form.topics = topics))}
        >
          {(props) => <TopicEditor {...props} known={saved?.topics.some((one) => one.id === props.entry.id) ?? false} />}
        </Entries>
      </Section>
      <Section title={t('form.fields.title')} text={t('form.fields.text')} field={`${at}.fields`}>
        <Entries
          entries={part.fields ?? []}
          at={`${at}.fields`}
          add={t('form.field.add')}
          fresh={freshField}
          onChange={(fields) => change((form) => void (form.fields = fields.length > 0 ? fields : undefined))}
        >
          {(props) => <FieldEditor {...props} known={saved?.fields?.some((one) => one.id === props.entry.id) ?? false} />}
        </Entries>
      </Section>
    </>
  );
}

/** Where customers find the form. */
function Address({ form, saved }: { form: string; saved: boolean }) {
  const path = form === START_PAGE ? '/' : `/?form=${encodeURIComponent(form)}`;
  return (
    <div class="set-field">
      <span class="set-label">{t('form.address')}</span>
      <p class="set-id">{saved ? <a href={path} target="_blank">{location.origin + path}</a> : location.origin + path}</p>
      {form === START_PAGE && <p class="set-hint">{t('form.address.start')}</p>}
    </div>
  );
}

function TopicEditor({ entry, at, known, onChange }: EntryProps<ContactTopic> & { known: boolean }) {
  return (
    <div class="set-row">
      <Labels at={`${at}.label`} labels={entry.label} onChange={(label) => onChange({ ...entry, label })} />
      {!known && <IdField field={`${at}.id`} value={entry.id} hint={t('id.hint')} onChange={(id) => onChange({ ...entry, id })} />}
      <SelectField label={td('team')} field={`${at}.team`} value={entry.team} options={teams()} onChange={(team) => onChange({ ...entry, team })} />
      <SelectField
        label={td('type')}
        field={`${at}.ticket_type`}
        value={entry.ticket_type}
        options={types()}
        onChange={(type) => onChange({ ...entry, ticket_type: type as TicketType })}
      />
    </div>
  );
}

function FieldEditor({ entry, at, known, onChange }: EntryProps<FormField> & { known: boolean }) {
  return (
    <div class="set-row">
      <Labels at={`${at}.label`} labels={entry.label} onChange={(label) => onChange({ ...entry, label })} />
      {!known && <IdField field={`${at}.id`} value={entry.id} hint={t('id.hint')} onChange={(id) => onChange({ ...entry, id })} />}
      <TypedField
        label={t('form.options')}
        hint={t('form.options.text')}
        field={`${at}.options`}
        values={entry.options}
        commas={false}
        onChange={(options) => onChange({ ...entry, options })}
      />
    </div>
  );
}
