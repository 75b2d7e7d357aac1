import { t } from '../../i18n/settings';

const LEAVES = 'type, priority, channel, organisation, customer_tag, team, form, brand, topic, tag, words, subject_words, sender, language';

const EXAMPLE = `{"all": [
  {"priority": ["critical", "high"]},
  {"any": [
    {"customer_tag": "vip"},
    {"organisation": "acme"}
  ]},
  {"not": {"channel": "api"}}
]}`;

/** The short form of what a condition can say, beside the text in which it is written. */
export function ConditionHelp() {
  return (
    <aside class="set-help">
      <p>{t('condition.help')}</p>
      <p>
        <code>{LEAVES}</code>
      </p>
      <pre>{EXAMPLE}</pre>
      <p>{t('condition.help.more')}</p>
      <pre>{'{"field": {"id": "serial", "is": "X1"}}\n{"time": {"calendar": "paris", "is": "closed"}}'}</pre>
    </aside>
  );
}
