import { type Calendar, type Exception, type Holiday, readHolidays } from '../../api/configuration';
import { asApiError } from '../../api/problem';
import { t, tn } from '../../i18n/settings';
import { problemWords } from '../../lib/words';
import { toast } from '../store/toasts';
import { calendars, orNone } from './choices';
import { AddButton, RemoveButton, Section, SelectField, TextField, WordsField } from './controls';
import { configuration, edit } from './draft';
import { type EditorProps, PartPage } from './PartPage';
import { same } from './parts';
import { WeekGrid } from './WeekGrid';

const ZONES = 'zones';
const USUAL_CLOSING = '96h';

export function Calendars() {
  return (
    <PartPage
      kind="calendars"
      icon="calendar"
      stem="calendar"
      create={(id): Calendar => ({
        id,
        name: t('new.calendars'),
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        week: Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, ['09:00-17:00']])),
      })}
      note={(calendar) =>
        [calendar.time_zone, tn('calendar.days', (calendar.exceptions?.length ?? 0) + (calendar.holidays?.length ?? 0))].join(' · ')
      }
      above={<WholeDesk />}
      editor={(props) => <Editor {...props} />}
    />
  );
}

/** What holds where nothing more particular does. */
function WholeDesk() {
  const desk = configuration.value.desk ?? {};
  return (
    <div class="set-row set-desk">
      <SelectField
        label={t('desk.calendar')}
        hint={t('desk.calendar.text')}
        field="desk.calendar"
        value={desk.calendar ?? ''}
        options={orNone(calendars(), t('desk.calendar.none'))}
        onChange={(id) => edit((all) => void (all.desk = { ...desk, calendar: id || undefined }))}
      />
      <TextField
        label={t('desk.close_after')}
        hint={t('desk.close_after.text')}
        field="desk.close_after"
        value={desk.close_after ?? USUAL_CLOSING}
        onChange={(close_after) => edit((all) => void (all.desk = { ...desk, close_after }))}
      />
    </div>
  );
}

function Editor({ part, at, change }: EditorProps<Calendar>) {
  return (
    <>
      <Section title={t('calendar.week')} text={t('calendar.week.text')} field={`${at}.week`}>
        <div class="set-row">
          <TextField
            label={t('calendar.zone')}
            field={`${at}.time_zone`}
            list={ZONES}
            value={part.time_zone}
            onChange={(zone) => change((calendar) => void (calendar.time_zone = zone))}
          />
        </div>
        <datalist id={ZONES}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <WeekGrid part={part} at={at} change={change} />
      </Section>
      <Section
        title={t('calendar.exceptions')}
        text={t('calendar.exceptions.text')}
        actions={<ImportHolidays part={part} at={at} change={change} />}
      >
        <Exceptions part={part} at={at} change={change} />
      </Section>
      <Section title={t('calendar.holidays')} text={t('calendar.holidays.text')}>
        <Holidays part={part} at={at} change={change} />
      </Section>
    </>
  );
}

const orNothing = <T,>(all: T[]): T[] | undefined => (all.length > 0 ? all : undefined);

function Exceptions({ part, at, change }: EditorProps<Calendar>) {
  const all = part.exceptions ?? [];
  const put = (next: Exception[]) => change((calendar) => void (calendar.exceptions = orNothing(next)));
  const set = (index: number, patch: Partial<Exception>) => put(all.map((one, other) => (other === index ? { ...one, ...patch } : one)));
  return (
    <>
      <ul class="days">
        {all.map((one, index) => {
          const field = `${at}.exceptions[${index}]`;
          return (
            <li key={index} class="day day-exception">
              <TextField bare type="date" label={t('day.first')} field={`${field}.date`} value={one.date} onChange={(date) => set(index, { date })} />
              <TextField
                bare
                type="date"
                label={t('day.last')}
                field={`${field}.until`}
                value={one.until ?? ''}
                onChange={(until) => set(index, { until: until || undefined })}
              />
              <DayRest one={one} field={field} onChange={(patch) => set(index, patch)} />
              <RemoveButton label={t('day.remove')} onRemove={() => put(all.filter((_, other) => other !== index))} />
            </li>
          );
        })}
      </ul>
      <AddButton label={t('calendar.exceptions.add')} onAdd={() => put([...all, { date: new Date().toISOString().slice(0, 10) }])} />
    </>
  );
}

function Holidays({ part, at, change }: EditorProps<Calendar>) {
  const all = part.holidays ?? [];
  const put = (next: Holiday[]) => change((calendar) => void (calendar.holidays = orNothing(next)));
  const set = (index: number, patch: Partial<Holiday>) => put(all.map((one, other) => (other === index ? { ...one, ...patch } : one)));
  return (
    <>
      <ul class="days">
        {all.map((one, index) => {
          const field = `${at}.holidays[${index}]`;
          return (
            <li key={index} class="day day-holiday">
              <TextField bare label={t('day.yearly')} field={`${field}.day`} placeholder="12-25" value={one.day} onChange={(day) => set(index, { day })} />
              <DayRest one={one} field={field} onChange={(patch) => set(index, patch)} />
              <RemoveButton label={t('day.remove')} onRemove={() => put(all.filter((_, other) => other !== index))} />
            </li>
          );
        })}
      </ul>
      <AddButton label={t('calendar.holidays.add')} onAdd={() => put([...all, { day: '' }])} />
    </>
  );
}

interface RestProps {
  one: Exception | Holiday;
  field: string;
  onChange: (patch: { hours?: string[] | undefined; name?: string | undefined }) => void;
}

function DayRest({ one, field, onChange }: RestProps) {
  return (
    <>
      <WordsField bare label={t('day.hours')} field={`${field}.hours`} placeholder={t('day.closed')} value={one.hours} onChange={(hours) => onChange({ hours })} />
      <TextField
        bare
        label={t('day.name')}
        field={`${field}.name`}
        placeholder={t('day.name')}
        value={one.name ?? ''}
        onChange={(name) => onChange({ name: name || undefined })}
      />
    </>
  );
}

/** Days off from an iCalendar file. The server reads it; what the calendar has already is not put in twice. */
function ImportHolidays({ part, change }: EditorProps<Calendar>) {
  async function read(input: HTMLInputElement) {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    try {
      const feed = await readHolidays(await file.text());
      const exceptions = feed.exceptions.filter((one) => !part.exceptions?.some((other) => same(one, other)));
      const holidays = feed.holidays.filter((one) => !part.holidays?.some((other) => same(one, other)));
      change((calendar) => {
        calendar.exceptions = orNothing([...(calendar.exceptions ?? []), ...exceptions]);
        calendar.holidays = orNothing([...(calendar.holidays ?? []), ...holidays]);
      });
      const skipped = feed.skipped.map((one) => `${one.name ?? t('import.line', { line: one.line })}: ${one.why}`);
      toast('success', tn('import.days', exceptions.length + holidays.length));
      if (skipped.length > 0) toast('error', tn('import.skipped', skipped.length), skipped.slice(0, 5).join(' · '));
    } catch (error) {
      toast('error', t('failed.holidays'), problemWords(asApiError(error)));
    }
  }
  return (
    <label class="button file-button">
      {t('import.ical')}
      <input type="file" class="sr" accept=".ics,text/calendar" onChange={(event) => void read(event.currentTarget)} />
    </label>
  );
}
