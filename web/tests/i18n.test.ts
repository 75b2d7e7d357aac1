import { describe, expect, it } from 'vitest';
import { en as commonEn } from '../src/i18n/common.en';
import { fr as commonFr } from '../src/i18n/common.fr';
import { en as deskEn } from '../src/i18n/desk.en';
import { fr as deskFr } from '../src/i18n/desk.fr';
import { en as filesEn } from '../src/i18n/files.en';
import { fr as filesFr } from '../src/i18n/files.fr';
import { chooseLang, lang } from '../src/i18n/lang';
import { en as mailEn } from '../src/i18n/mail.en';
import { fr as mailFr } from '../src/i18n/mail.fr';
import { en as portalEn } from '../src/i18n/portal.en';
import { fr as portalFr } from '../src/i18n/portal.fr';
import { en as reportsEn } from '../src/i18n/reports.en';
import { fr as reportsFr } from '../src/i18n/reports.fr';
import { en as settingsEn } from '../src/i18n/settings.en';
import { fr as settingsFr } from '../src/i18n/settings.fr';
import { translator, typography } from '../src/i18n/translate';

type Words = Record<string, string>;

const pairs: [string, Words, Words][] = [
  ['common', commonEn, commonFr],
  ['portal', portalEn, portalFr],
  ['desk', deskEn, deskFr],
  ['files', filesEn, filesFr],
  ['mail', mailEn, mailFr],
  ['reports', reportsEn, reportsFr],
  ['settings', settingsEn, settingsFr],
];

const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe.each(pairs)('the words of %s', (_, en, fr) => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it('are never empty', () => {
    expect([...Object.entries(en), ...Object.entries(fr)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fill in the same values', () => {
    const different = Object.keys(en).filter((key) => names(en[key]!).join() !== names(fr[key]!).join());
    expect(different).toEqual([]);
  });

  it('have both forms of every plural', () => {
    const keys = Object.keys(en);
    const bases = keys.flatMap((key) => (/\.(one|other)$/.exec(key) ? [key.replace(/\.(one|other)$/, '')] : []));
    const lonely = bases.filter((base) => !keys.includes(`${base}.one`) || !keys.includes(`${base}.other`));
    // A state called "other" is no plural.
    expect(lonely.filter((base) => base !== 'state')).toEqual([]);
  });
});

describe('a language is chosen', () => {
  it('from the address, then what was saved, then the browser', () => {
    expect(chooseLang('fr', 'en', ['en'])).toBe('fr');
    expect(chooseLang(null, 'fr', ['en'])).toBe('fr');
    expect(chooseLang(null, null, ['de-DE', 'fr-CH', 'en'])).toBe('fr');
  });

  it('and is English where none of these is spoken', () => {
    expect(chooseLang('xx', 'yy', ['de'])).toBe('en');
  });
});

describe('words', () => {
  const { t, tn } = translator(
    { 'hello': 'Hello {name}', 'cats.one': '{count} cat', 'cats.other': '{count} cats' },
    { 'hello': 'Bonjour {name} !', 'cats.one': '{count} chat', 'cats.other': '{count} chats' },
  );

  it('are filled in and counted by the rules of the language', () => {
    lang.value = 'en';
    expect(t('hello', { name: 'Ada' })).toBe('Hello Ada');
    expect([tn('cats', 0), tn('cats', 1), tn('cats', 2_000)]).toEqual(['0 cats', '1 cat', '2,000 cats']);
    lang.value = 'fr';
    expect(t('hello', { name: 'Ada' })).toBe('Bonjour Ada\u202f!');
    expect([tn('cats', 0), tn('cats', 1), tn('cats', 2)]).toEqual(['0 chat', '1 chat', '2 chats']);
    lang.value = 'en';
  });

  it('keep what a person wrote as it was written', () => {
    lang.value = 'fr';
    expect(t('hello', { name: "l'a ?" })).toBe("Bonjour l'a ?\u202f!");
    lang.value = 'en';
  });

  it('get the spaces and quotes of French typography', () => {
    expect(typography("Qu'est-ce ?", 'fr')).toBe('Qu’est-ce\u202f?');
    expect(typography("What's this ?", 'en')).toBe("What's this ?");
  });
});
