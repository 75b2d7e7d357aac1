import { useState } from 'preact/hooks';
import { exportConfiguration, importConfiguration } from '../../api/configuration';
import { asApiError } from '../../api/problem';
import { t as tc } from '../../i18n/common';
import { t, tn } from '../../i18n/settings';
import { problemWords } from '../../lib/words';
import { Banner } from '../../ui/Banner';
import { Icon } from '../../ui/Icon';
import { mayAdminister } from '../store/directory';
import { toast } from '../store/toasts';
import { Section } from './controls';
import { changes, draft, type Fault, faultWords, reload } from './draft';
import { Places } from './SaveBar';

/** The whole configuration as a file: to keep it beside code, to carry it to another desk, or to change much at once. */
export function Transfer() {
  return (
    <>
      <header class="set-head">
        <div>
          <h1>{t('page.transfer')}</h1>
          <p class="set-hint">{t('page.transfer.text')}</p>
        </div>
      </header>
      <Download />
      {mayAdminister.value && <Upload />}
    </>
  );
}

function Download() {
  async function download() {
    try {
      const yaml = await exportConfiguration();
      const address = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = `guichet-${draft.value?.base ?? 0}.yaml`;
      link.click();
      URL.revokeObjectURL(address);
    } catch (error) {
      toast('error', t('failed.export'), problemWords(asApiError(error)));
    }
  }
  return (
    <Section title={t('export')} text={t('export.text', { revision: draft.value?.base ?? 0 })}>
      <button type="button" class="button" onClick={() => void download()}>
        {t('export.do')}
      </button>
    </Section>
  );
}

interface Trial {
  name: string;
  yaml: string;
  changed: string[];
}

interface Refusal {
  text: string;
  faults: Fault[];
}

function Upload() {
  const [trial, setTrial] = useState<Trial | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [running, setRunning] = useState(false);
  const base = draft.value?.base ?? 0;
  const unsaved = changes.value.length > 0;

  async function attempt(yaml: string, dryRun: boolean): Promise<string[] | null> {
    setRunning(true);
    setRefusal(null);
    try {
      const applied = await importConfiguration(yaml, base, dryRun);
      if (!dryRun) {
        toast('success', t('saved', { revision: applied.revision }));
        await reload();
      }
      return applied.changed;
    } catch (cause) {
      const error = asApiError(cause);
      setRefusal({ text: error.code === 'stale_revision' ? t('import.stale') : problemWords(error), faults: error.problem?.errors ?? [] });
      if (error.code === 'stale_revision') void reload();
      return null;
    } finally {
      setRunning(false);
    }
  }

  async function choose(input: HTMLInputElement) {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    setTrial(null);
    const yaml = await file.text();
    const changed = await attempt(yaml, true);
    if (changed !== null) setTrial({ name: file.name, yaml, changed });
  }

  async function apply() {
    if (trial !== null && (await attempt(trial.yaml, false)) !== null) setTrial(null);
  }

  return (
    <Section title={t('import')} text={t('import.text')}>
      {unsaved ? (
        <p class="set-readonly">
          <Icon name="alert" size={14} />
          {t('import.draft')}
        </p>
      ) : (
        <label class={`button file-button ${running ? 'button-quiet' : ''}`}>
          {running && <span class="spinner" aria-hidden="true" />}
          {t('import.choose')}
          <input type="file" class="sr" accept=".yaml,.yml,application/yaml" disabled={running} onChange={(event) => void choose(event.currentTarget)} />
        </label>
      )}
      {refusal && (
        <Banner tone="error" title={refusal.faults.length > 0 ? tn('faults', refusal.faults.length) : t('failed.import')}>
          {refusal.faults.length === 0 ? (
            <p>{refusal.text}</p>
          ) : (
            <ul class="save-faults">
              {refusal.faults.map((fault) => (
                <li key={`${fault.field} ${fault.code}`}>
                  <code>{fault.field}</code> {faultWords(fault)}
                </li>
              ))}
            </ul>
          )}
        </Banner>
      )}
      {trial && !unsaved && (
        <div class="trial" role="status">
          <p>{trial.changed.length === 0 ? t('import.nothing', { file: trial.name }) : tn('import.changes', trial.changed.length, { file: trial.name })}</p>
          <Places places={trial.changed} />
          <div class="dialog-foot">
            <button type="button" class="button" onClick={() => setTrial(null)}>
              {tc('cancel')}
            </button>
            <button type="button" class="button button-primary" disabled={running || trial.changed.length === 0} onClick={() => void apply()}>
              {t('import.do')}
            </button>
          </div>
        </div>
      )}
    </Section>
  );
}
