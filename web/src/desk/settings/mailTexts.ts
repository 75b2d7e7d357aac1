import type { Configuration, DeliveredTexts, MailKind, MailText, PlaceholderUse } from '../../api/configuration';
import { LANGS } from '../../i18n/lang';
import { type TextId, textName } from './parts';

/** The mails that people outside the desk get, in the order of a ticket's life. */
export const MAILS: readonly MailKind[] = ['acknowledgement', 'answer', 'forward', 'rejected'];

/** The text that an address names: `answer.en`. */
export function parseTextId(id: string): TextId | null {
  const [mailPart, languagePart] = id.split('.');
  const mail = MAILS.find((one) => one === mailPart);
  const language = LANGS.find((one) => one === languagePart);
  return mail !== undefined && language !== undefined ? { mail, language } : null;
}

export function nameOfTextId(id: string): string {
  const found = parseTextId(id);
  return found === null ? id : textName(found.mail, found.language);
}

const isAbout = ({ mail, language }: TextId) => (text: TextId): boolean => text.mail === mail && text.language === language;

/** Where the desk's own text is in the document; -1 where it has none. */
export const indexOfText = (all: Configuration, id: TextId): number => (all.texts ?? []).findIndex(isAbout(id));

export const ownText = (all: Configuration, id: TextId): MailText | undefined => all.texts?.[indexOfText(all, id)];

export const deliveredText = (delivered: DeliveredTexts, id: TextId) => delivered.texts.find(isAbout(id));

/** Puts a text into the document, in the place of the one for the same mail and language. */
export function putText(all: Configuration, text: MailText): void {
  const at = indexOfText(all, text);
  if (at === -1) all.texts = [...(all.texts ?? []), text];
  else all.texts = (all.texts ?? []).with(at, text);
}

/** Takes the desk's own text out, so that the delivered one is sent again. An empty list is left out, as the document has it. */
export function dropText(all: Configuration, id: TextId): void {
  const kept = (all.texts ?? []).filter((text) => !isAbout(id)(text));
  if (kept.length > 0) all.texts = kept;
  else delete all.texts;
}

export const placeholdersOf = (delivered: DeliveredTexts, mail: MailKind): PlaceholderUse[] =>
  delivered.placeholders.filter((one) => one.mails.includes(mail));

/** What is put into a text for a placeholder: one that may come to nothing asks first. */
export const insertion = ({ name, may_be_empty }: PlaceholderUse): string =>
  may_be_empty ? `{% if ${name} %}{{ ${name} }}{% endif %}` : `{{ ${name} }}`;

/**
 * The page of a letter, to be shown in a frame. The policy of the desk, which such a page inherits, takes no style that stands in a
 * page, so what there is of it is taken out and a sheet of the desk's own stands in for it. No link in it leads anywhere.
 */
export function letterFrame(html: string, origin: string): string {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${origin}; form-action 'none'">`,
    '<base target="_blank">',
    `<link rel="stylesheet" href="${origin}/letter.css">`,
  ];
  return html
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[a-z][^>]*>/g, (tag) => tag.replace(/ style="[^"]*"/, ''))
    .replace('<head>', () => `<head>${head.join('')}`);
}
