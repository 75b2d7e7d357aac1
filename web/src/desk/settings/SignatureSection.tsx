import { useId } from 'preact/hooks';
import type { Locale } from '../../api/configuration';
import { languageName } from '../../i18n/format';
import { t } from '../../i18n/settings';
import { LANGUAGES } from './choices';
import { Frame, Section } from './controls';
import { faultAt } from './draft';

type Signature = Partial<Record<Locale, string>>;

interface Props {
  title: string;
  text: string;
  at: string;
  signature: Signature | undefined;
  /** Nothing for none, as the document leaves empty things out. */
  onChange: (signature: Signature | undefined) => void;
}

/** What stands below an answer, in each language. */
export function SignatureSection({ title, text, at, signature = {}, onChange }: Props) {
  function set(language: Locale, value: string) {
    const next = { ...signature, [language]: value };
    if (value === '') delete next[language];
    onChange(Object.keys(next).length > 0 ? next : undefined);
  }
  return (
    <Section title={title} text={text} field={at}>
      <div class="set-row">
        {LANGUAGES.map((language) => (
          <Text key={language} language={language} field={`${at}.${language}`} value={signature[language] ?? ''} onChange={(value) => set(language, value)} />
        ))}
      </div>
    </Section>
  );
}

interface TextProps {
  language: Locale;
  field: string;
  value: string;
  onChange: (value: string) => void;
}

function Text({ language, field, value, onChange }: TextProps) {
  const id = useId();
  const error = faultAt(field);
  return (
    <Frame id={id} label={t('signature.in', { language: languageName(language) })} bare={false} error={error}>
      <textarea
        id={id}
        class="input set-text"
        rows={4}
        lang={language}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Frame>
  );
}
