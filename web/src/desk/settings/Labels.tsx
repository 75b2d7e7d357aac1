import type { Locale } from '../../api/configuration';
import { languageName } from '../../i18n/format';
import { t } from '../../i18n/settings';
import { LANGUAGES } from './choices';
import { TextField } from './controls';
import { faultAt } from './draft';

interface Props {
  at: string;
  labels: Record<string, string>;
  onChange: (labels: Record<string, string>) => void;
}

/** What customers read, in each language. One that is left out is shown in another. */
export function Labels({ at, labels, onChange }: Props) {
  const error = faultAt(at);

  function set(language: Locale, text: string) {
    const next = { ...labels, [language]: text };
    if (text === '') delete next[language];
    onChange(next);
  }

  return (
    <>
      {LANGUAGES.map((language) => (
        <TextField
          key={language}
          label={t('form.label', { language: languageName(language) })}
          field={`${at}.${language}`}
          value={labels[language] ?? ''}
          fault={error}
          placeholder={Object.values(labels)[0] ?? ''}
          onChange={(text) => set(language, text)}
        />
      ))}
    </>
  );
}
