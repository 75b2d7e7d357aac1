import { api, ask } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Configuration = Schemas['Configuration'];
export type Calendar = Schemas['Calendar'];
export type Exception = Schemas['Exception'];
export type Holiday = Schemas['Holiday'];
export type Organisation = Schemas['Organisation'];
export type Skill = Schemas['Skill'];
export type TeamSettings = Schemas['Team'];
export type AssignmentMode = Schemas['AssignmentMode'];
export type HandBack = Schemas['HandBack'];
export type FollowUp = Schemas['FollowUp'];
export type AgentSettings = Schemas['AgentSettings'];
export type Mailbox = Schemas['Mailbox'];
export type MailText = Schemas['MailText'];
export type MailKind = Schemas['MailKind'];
export type DeliveredTexts = Schemas['DeliveredTexts'];
export type PlaceholderUse = Schemas['PlaceholderUse'];
export type TextPreview = Schemas['TextPreview'];
export type AttachmentLimits = Schemas['AttachmentLimits'];
export type ContactForm = Schemas['ContactForm'];
export type ContactTopic = Schemas['ContactTopic'];
export type FormField = Schemas['FormField'];
export type Channel = Schemas['Channel'];
export type Locale = Schemas['Locale'];
export type Condition = Schemas['Condition'];
export type Rule = Schemas['Rule'];
export type RuleActions = Schemas['Actions'];
export type RuleTest = Schemas['RuleTest'];
export type Policy = Schemas['Policy'];
export type Rung = Schemas['Rung'];
export type LadderAction = Schemas['Action'];
export type Applied = Schemas['Changed'];
export type Revision = Schemas['RevisionEntry'];
export type Difference = Schemas['Difference'];

export type Weekday = keyof Schemas['Week'];
export const WEEKDAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** What every part of the document has but a text, which goes by its mail and language. A form goes by its id alone, a mailbox without a name by its address. */
export interface Part {
  id: string;
  name?: string | null;
  address?: string;
}

const ROOT = '/api/v1/desk/configuration';

/** A body that is a file's text, and no JSON. */
const text = (type: string) => ({ bodySerializer: (body: string) => body, headers: { 'Content-Type': type } });

export const readConfiguration = () => ask(api.GET(ROOT));
export const putConfiguration = (body: Schemas['SetConfiguration']) => ask(api.PUT(ROOT, { body }));
export const exportConfiguration = () => ask(api.GET(`${ROOT}/export`, { parseAs: 'text' }));
export const importConfiguration = (yaml: string, base: number, dryRun: boolean) =>
  ask(api.POST(`${ROOT}/import`, { params: { query: { base, dry_run: dryRun } }, body: yaml, ...text('application/yaml') }));
export const listRevisions = (before?: number) => ask(api.GET(`${ROOT}/revisions`, { params: { query: { before } } }));
export const readRevision = (revision: number) => ask(api.GET(`${ROOT}/revisions/{revision}`, { params: { path: { revision } } }));
export const restoreRevision = (revision: number, base: number) =>
  ask(api.POST(`${ROOT}/revisions/{revision}/restore`, { params: { path: { revision } }, body: { base } }));
export const readHolidays = (ical: string) => ask(api.POST(`${ROOT}/holidays`, { body: ical, ...text('text/calendar') }));
export const testRule = (rule: Rule) => ask(api.POST(`${ROOT}/rules/test`, { body: rule }));
export const readDeliveredTexts = () => ask(api.GET(`${ROOT}/texts/defaults`));
export const previewText = (text: MailText, signal: AbortSignal) => ask(api.POST(`${ROOT}/texts/preview`, { body: { text }, signal }));
export const testText = (text: MailText) => ask(api.POST(`${ROOT}/texts/test`, { body: { text } }));
