import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { Body } from './Body';

const Markdown = signal<FunctionComponent<{ text: string }> | null>(null);

// Asked for at once and not waited for: what reads Markdown is larger than a page, and mostly there before the first message is.
// If it does not come, the text is read as it was written.
import('./Markdown').then(
  (module) => (Markdown.value = module.Markdown),
  () => undefined,
);

/** What an agent wrote in Markdown. */
export function Formatted({ text }: { text: string }) {
  const Ready = Markdown.value;
  return Ready === null ? <Body text={text} /> : <Ready text={text} />;
}
