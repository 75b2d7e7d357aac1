import { useEffect, useState } from 'preact/hooks';
import { type DeliveredTexts, type MailText, readDeliveredTexts } from '../../api/configuration';
import { type ApiError, asApiError } from '../../api/problem';
import { t as tc } from '../../i18n/common';
import { languageName } from '../../i18n/format';
import { t } from '../../i18n/settings';
import { problemWords } from '../../lib/words';
import { Icon } from '../../ui/Icon';
import { follow, formatRoute, route } from '../route';
import { mayAdminister } from '../store/directory';
import { LANGUAGES } from './choices';
import { TextField } from './controls';
import { changes, configuration, edit, faultAt } from './draft';
import { deliveredText, dropText, indexOfText, MAILS, ownText, parseTextId, placeholdersOf, putText } from './mailTexts';
import { Crumb } from './PartPage';
import { idOf, type TextId, textName } from './parts';
import { TextBodyField } from './TextBodyField';
import { TextPreview, useTrial } from './TextPreview';

/** What mail to people outside says: a text for each mail and language, as delivered or in the desk's own words. */
export function Texts() {
  const { item } = route.value;
  if (item === null) return <List />;
  const id = parseTextId(item);
  return id === null ? <Gone /> : <Loaded key={item} id={id} />;
}

function List() {
  return (
    <>
      <header class="set-head">
        <div>
          <h1>{t('page.texts')}</h1>
          <p class="set-hint">{t('page.texts.text')}</p>
        </div>
      </header>
      {MAILS.map((mail) => (
        <section key={mail} class="text-mail">
          <h2>{t(`mail.${mail}`)}</h2>
          <p class="set-hint">{t(`mail.${mail}.text`)}</p>
          <ul class="set-list">
            {LANGUAGES.map((language) => (
              <Row key={language} id={{ mail, language }} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Row({ id }: { id: TextId }) {
  const own = ownText(configuration.value, id);
  const item = idOf(id);
  const at = indexOfText(configuration.value, id);
  return (
    <li class="set-item">
      <a class="set-link" href={formatRoute({ ...route.value, item })} onClick={(event) => follow(event, { item })}>
        <span class="set-name">
          <span class="sr">{t(`mail.${id.mail}`)}, </span>
          {languageName(id.language)}
          {at !== -1 && faultAt(`texts[${at}]`, true) ? (
            <span class="chip chip-danger set-mark">{t('mark.fault')}</span>
          ) : (
            changes.value.includes(`texts.${item}`) && <span class="chip chip-warning set-mark">{t('mark.changed')}</span>
          )}
        </span>
        <span class="set-note text-note">{own ? own.body : t('text.delivered')}</span>
      </a>
      {own && <span class="chip chip-success">{t('text.own')}</span>}
      <Icon name="chevronRight" size={14} class="set-arrow" />
    </li>
  );
}

function Gone() {
  return (
    <>
      <Crumb kind="texts" />
      <div class="empty set-empty">
        <p class="empty-title">{t('gone')}</p>
      </div>
    </>
  );
}

/** The delivered texts are the same for as long as the page is open. */
let known: DeliveredTexts | null = null;

function Loaded({ id }: { id: TextId }) {
  const [delivered, setDelivered] = useState(known);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function load() {
    setFailure(null);
    try {
      known = await readDeliveredTexts();
      setDelivered(known);
    } catch (error) {
      setFailure(asApiError(error));
    }
  }
  useEffect(() => {
    if (known === null) void load();
  }, []);

  if (delivered !== null) return <Editor id={id} delivered={delivered} />;
  return (
    <>
      <Crumb kind="texts" />
      <header class="set-head">
        <h1>{textName(id.mail, id.language)}</h1>
      </header>
      {failure === null ? (
        <span class="bone bone-item" aria-hidden="true" />
      ) : (
        <div class="empty set-empty" role="alert">
          <p class="empty-title">{t('failed.texts')}</p>
          <p>{problemWords(failure)}</p>
          <button type="button" class="button" onClick={() => void load()}>
            {tc('retry')}
          </button>
        </div>
      )}
    </>
  );
}

function Editor({ id, delivered }: { id: TextId; delivered: DeliveredTexts }) {
  const { mail, language } = id;
  const usual = deliveredText(delivered, id);
  const own = ownText(configuration.value, id);
  const text: MailText = own ?? { mail, language, body: usual?.body ?? '' };
  const trial = useTrial(text);
  // A text that is not the desk's own is nowhere in the document, so nothing there is wrong with it.
  const at = `texts[${indexOfText(configuration.value, id)}]`;
  const fault = (field: 'heading' | 'body') => faultAt(`${at}.${field}`) ?? trial.faults[field];
  const { heading, ...untitled } = text;
  const titled = (next: string) => (next === '' ? untitled : { ...untitled, heading: next });
  const write = (next: MailText) => edit((all) => putText(all, next));
  const may = mayAdminister.value;
  return (
    <>
      <Crumb kind="texts" />
      <header class="set-head">
        <div>
          <div class="text-head">
            <h1>{textName(mail, language)}</h1>
            {own ? <span class="chip chip-success">{t('text.own')}</span> : <span class="chip">{t('text.delivered')}</span>}
          </div>
          <p class="set-hint">{t(`mail.${mail}.text`)}</p>
        </div>
      </header>
      <div class="text-desk">
        <fieldset class="set-form text-form" disabled={!may}>
          <legend class="sr">{t('text.words')}</legend>
          {own && faultAt(at) && <p class="field-error set-fault">{faultAt(at)}</p>}
          <TextField
            label={t('text.heading')}
            hint={t('text.heading.text')}
            field={`${at}.heading`}
            fault={trial.faults.heading}
            value={heading ?? ''}
            placeholder={usual?.heading ?? ''}
            onChange={(next) => write(titled(next))}
          />
          <TextBodyField
            language={language}
            value={text.body}
            error={fault('body')}
            placeholders={placeholdersOf(delivered, mail)}
            onChange={(body) => write({ ...text, body })}
          />
          {may && own && (
            <button type="button" class="button" onClick={() => edit((all) => dropText(all, id))}>
              <Icon name="reopen" size={14} />
              {t('text.back')}
            </button>
          )}
        </fieldset>
        <TextPreview trial={trial} text={text} />
      </div>
    </>
  );
}
