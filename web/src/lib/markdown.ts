import type { Definition, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';

/** An answer as a tree. The extensions are those with which the mail is made, so that agent and customer see the same. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, {
    extensions: [gfmStrikethrough({ singleTilde: false }), gfmTable()],
    mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown()],
  });
}

/** Where `[text][name]` leads: the definitions of a text, by their names. */
export function definitionsOf(root: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  function look(nodes: readonly RootContent[]) {
    for (const node of nodes) {
      // The first definition of a name counts.
      if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
      if ('children' in node) look(node.children);
    }
  }
  look(root.children);
  return found;
}

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** An address that may be followed, or nothing: `javascript:` is a scheme too, and a relative address leads nowhere from a mail. */
export function safeHref(url: string): string | null {
  if (!URL.canParse(url)) return null;
  return SCHEMES.has(new URL(url).protocol) ? url : null;
}
