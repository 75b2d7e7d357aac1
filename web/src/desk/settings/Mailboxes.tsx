import type { AttachmentLimits, Locale, Mailbox } from '../../api/configuration';
import type { Level, TicketType } from '../../api/types';
import { t as td } from '../../i18n/desk';
import { languageName, number } from '../../i18n/format';
import { lang } from '../../i18n/lang';
import { t } from '../../i18n/settings';
import { LANGUAGES, nameOfTeam, orNone, teams, types } from './choices';
import { NumberField, Section, SelectField, TextField } from './controls';
import { configuration, edit } from './draft';
import { FollowUpField } from './FollowUpField';
import { type EditorProps, PartPage } from './PartPage';
import { SignatureSection } from './SignatureSection';
import { TypedField } from './TypedInput';

const LEVELS: readonly Level[] = ['high', 'medium', 'low'];
const REPLY_TO = ['ignored', 'is_sender'] as const;
const USUAL_LIMITS = { file_megabytes: 15, message_megabytes: 18, ticket_megabytes: 200 };
/** By mail, more than this can not be sent at all. */
const MOST_MEGABYTES = 28;
const MOST_MEGABYTES_OF_TICKET = 10_000;

export function Mailboxes() {
  return (
    <PartPage
      kind="mailboxes"
      icon="mail"
      stem="mailbox"
      create={(id): Mailbox => ({ id, address: `${id}@`, team: configuration.value.teams?.[0]?.id ?? '' })}
      note={({ name, address, team, aliases = [] }) => [...(name ? [address] : []), nameOfTeam(team), ...aliases].join(' · ')}
      above={<Limits />}
      editor={(props) => <Editor {...props} />}
    />
  );
}

/** They hold for every message, whatever way it comes and goes. */
function Limits() {
  const desk = configuration.value.desk ?? {};
  const limits = { ...USUAL_LIMITS, ...desk.attachments };
  const written = limits.message_megabytes;
  const message = written >= 1 && written <= MOST_MEGABYTES ? written : MOST_MEGABYTES;
  const range = (least: number, most: number) => t('limits.range', { least: number(least), most: number(most) });
  const set = (change: AttachmentLimits) => edit((all) => void (all.desk = { ...desk, attachments: { ...limits, ...change } }));
  return (
    <fieldset class="set-row set-desk set-limits">
      <legend class="sr">{t('limits')}</legend>
      <NumberField
        label={t('limits.file')}
        hint={range(1, message)}
        field="desk.attachments.file_megabytes"
        value={limits.file_megabytes}
        min={1}
        max={message}
        onChange={(file_megabytes) => set({ file_megabytes })}
      />
      <NumberField
        label={t('limits.message')}
        hint={`${range(1, MOST_MEGABYTES)} ${t('limits.text')}`}
        field="desk.attachments.message_megabytes"
        value={limits.message_megabytes}
        min={1}
        max={MOST_MEGABYTES}
        onChange={(message_megabytes) => set({ message_megabytes })}
      />
      <NumberField
        label={t('limits.ticket')}
        hint={`${range(message, MOST_MEGABYTES_OF_TICKET)} ${t('limits.ticket.text')}`}
        field="desk.attachments.ticket_megabytes"
        value={limits.ticket_megabytes}
        min={message}
        max={MOST_MEGABYTES_OF_TICKET}
        onChange={(ticket_megabytes) => set({ ticket_megabytes })}
      />
    </fieldset>
  );
}

function Editor(props: EditorProps<Mailbox>) {
  const { part, at, change } = props;
  return (
    <>
      <Section title={t('mailbox.mail')}>
        <div class="set-row">
          <TextField
            type="email"
            label={t('mailbox.address')}
            hint={t('mailbox.address.text')}
            field={`${at}.address`}
            value={part.address}
            onChange={(address) => change((box) => void (box.address = address.trim()))}
          />
          <TypedField
            label={t('mailbox.aliases')}
            hint={t('mailbox.aliases.text')}
            field={`${at}.aliases`}
            values={part.aliases}
            onChange={(aliases) => change((box) => void (box.aliases = aliases))}
          />
          <TextField
            label={t('mailbox.name')}
            hint={t('mailbox.name.text')}
            field={`${at}.name`}
            value={part.name ?? ''}
            onChange={(name) => change((box) => void (box.name = name || undefined))}
          />
        </div>
      </Section>
      <Tickets {...props} />
      <Section title={t('mailbox.answers')}>
        <div class="set-row">
          <SelectField
            label={t('mailbox.reply_to')}
            hint={t('mailbox.reply_to.text')}
            field={`${at}.reply_to`}
            value={part.reply_to ?? 'ignored'}
            options={REPLY_TO.map((one) => ({ value: one, label: t(`reply_to.${one}`) }))}
            onChange={(one) => change((box) => void (box.reply_to = one === 'is_sender' ? one : undefined))}
          />
          <FollowUpField
            label={t('team.follow_up')}
            at={`${at}.follow_up`}
            value={part.follow_up}
            unset={t('mailbox.follow_up.team')}
            onChange={(follow) => change((box) => void (box.follow_up = follow))}
          />
        </div>
      </Section>
      <SignatureSection
        title={t('signature')}
        text={t('signature.mailbox.text')}
        at={`${at}.signature`}
        signature={part.signature}
        onChange={(signature) => change((box) => void (box.signature = signature))}
      />
    </>
  );
}

/** What a new ticket of it is like, before rules have their say. */
function Tickets({ part, at, change }: EditorProps<Mailbox>) {
  const forms = configuration.value.forms ?? [];
  const topics = forms.find((form) => form.id === part.form)?.topics ?? [];
  return (
    <Section title={t('mailbox.tickets')} text={t('mailbox.tickets.text')}>
      <div class="set-row">
        <SelectField label={td('team')} field={`${at}.team`} value={part.team} options={teams()} onChange={(team) => change((box) => void (box.team = team))} />
        <SelectField
          label={td('type')}
          field={`${at}.ticket_type`}
          value={part.ticket_type ?? 'question'}
          options={types()}
          onChange={(type) => change((box) => void (box.ticket_type = type as TicketType))}
        />
        <SelectField
          label={td('urgency')}
          field={`${at}.urgency`}
          value={part.urgency ?? 'medium'}
          options={LEVELS.map((level) => ({ value: level, label: td(`urgency.${level}`) }))}
          onChange={(level) => change((box) => void (box.urgency = level as Level))}
        />
        <TypedField
          label={t('mailbox.tags')}
          hint={t('typed.hint')}
          field={`${at}.tags`}
          values={part.tags}
          onChange={(tags) => change((box) => void (box.tags = tags))}
        />
        <SelectField
          label={t('mailbox.language')}
          hint={t('mailbox.language.text')}
          field={`${at}.language`}
          value={part.language ?? 'en'}
          options={LANGUAGES.map((language) => ({ value: language, label: languageName(language) }))}
          onChange={(language) => change((box) => void (box.language = language as Locale))}
        />
        <SelectField
          label={t('mailbox.form')}
          hint={t('mailbox.form.text')}
          field={`${at}.form`}
          value={part.form ?? ''}
          options={orNone(forms.map(({ id }) => ({ value: id, label: id })), t('mailbox.form.none'))}
          onChange={(form) =>
            change((box) => {
              box.form = form || undefined;
              // A topic belongs to a form.
              box.topic = undefined;
            })
          }
        />
        {topics.length > 0 && (
          <SelectField
            label={t('mailbox.topic')}
            field={`${at}.topic`}
            value={part.topic ?? ''}
            options={orNone(topics.map(({ id, label }) => ({ value: id, label: label[lang.value] ?? id })), t('mailbox.topic.none'))}
            onChange={(topic) => change((box) => void (box.topic = topic || undefined))}
          />
        )}
      </div>
    </Section>
  );
}
