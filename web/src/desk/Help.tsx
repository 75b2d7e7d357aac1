import { t } from '../i18n/desk';
import { Dialog } from '../ui/Dialog';
import { helpShown } from './keyboard';

const KEYS = [
  [['j'], 'key.next'],
  [['k'], 'key.previous'],
  [['Enter'], 'key.open'],
  [['Esc'], 'key.back'],
  [['/'], 'key.filter'],
  [['r'], 'key.reply'],
  [['n'], 'key.note'],
  [['f'], 'key.forward'],
  [['Ctrl', 'Enter'], 'key.send'],
  [['c'], 'key.claim'],
  [['e'], 'key.escalate'],
  [['m'], 'key.reminder'],
  [['a'], 'key.availability'],
  [['?'], 'key.help'],
] as const;

export function Help() {
  return (
    <Dialog title={t('help')} onClose={() => (helpShown.value = false)}>
      <dl class="keys">
        {KEYS.map(([keys, words]) => (
          <div key={words}>
            <dt>{t(words)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
