import { type Calendar, type Weekday, WEEKDAYS } from '../../api/configuration';
import { t } from '../../i18n/settings';
import { AddButton, RemoveButton, TextField } from './controls';
import { stretch } from './hours';
import type { EditorProps } from './PartPage';

/** The hours of each weekday, drawn on the day and written beside it. */
export function WeekGrid({ part, at, change }: EditorProps<Calendar>) {
  const set = (day: Weekday, hours: string[]) =>
    change((calendar) => {
      const week = { ...calendar.week, [day]: hours };
      if (hours.length === 0) delete week[day];
      calendar.week = week;
    });
  const monday = part.week?.monday;
  return (
    <div class="week">
      {WEEKDAYS.map((day) => {
        const hours = part.week?.[day] ?? [];
        return (
          <div key={day} class="week-day">
            <span class="week-name">{t(`weekday.${day}`)}</span>
            <Bar hours={hours} />
            <div class="week-hours">
              {hours.map((one, index) => (
                <span key={index} class="week-interval">
                  <TextField
                    bare
                    label={t('week.hours', { day: t(`weekday.${day}`) })}
                    field={`${at}.week.${day}[${index}]`}
                    placeholder="09:00-17:00"
                    value={one}
                    onChange={(next) => set(day, hours.map((old, other) => (other === index ? next : old)))}
                  />
                  <RemoveButton label={t('week.remove', { hours: one })} onRemove={() => set(day, hours.filter((_, other) => other !== index))} />
                </span>
              ))}
              <AddButton label={hours.length === 0 ? t('week.open') : t('week.add')} onAdd={() => set(day, [...hours, '09:00-17:00'])} />
            </div>
          </div>
        );
      })}
      {monday !== undefined && (
        <button
          type="button"
          class="button button-quiet"
          onClick={() =>
            change((calendar) => {
              const same = Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [...monday]]));
              calendar.week = { ...calendar.week, ...same };
            })
          }
        >
          {t('week.copy')}
        </button>
      )}
    </div>
  );
}

function Bar({ hours }: { hours: readonly string[] }) {
  return (
    <span class="week-bar" aria-hidden="true">
      {hours.map((one, index) => {
        const open = stretch(one);
        return open && <span key={index} class="week-open" style={{ left: `${open.start}%`, width: `${open.length}%` }} />;
      })}
    </span>
  );
}
