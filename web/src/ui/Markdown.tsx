import type { AlignType, Definition, RootContent, Table } from 'mdast';
import { Fragment, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { linkify } from '../lib/linkify';
import { definitionsOf, parseMarkdown, safeHref } from '../lib/markdown';

type Definitions = ReadonlyMap<string, Definition>;

/** An answer as the agent formatted it. Its tree becomes elements one by one: HTML that stands in it is shown as text. */
export function Markdown({ text }: { text: string }) {
  const elements = useMemo(() => markdownElements(text), [text]);
  return (
    <div class="body markdown" dir="auto">
      {elements}
    </div>
  );
}

export function markdownElements(text: string): ComponentChildren {
  const root = parseMarkdown(text);
  return all(root.children, definitionsOf(root));
}

function all(nodes: readonly RootContent[], definitions: Definitions): ComponentChildren {
  return nodes.map((node, index) => <Fragment key={index}>{element(node, definitions)}</Fragment>);
}

function element(node: RootContent, definitions: Definitions): ComponentChildren {
  const inner = () => ('children' in node ? all(node.children, definitions) : null);
  switch (node.type) {
    case 'text':
      return <Text text={node.value} />;
    case 'paragraph':
      return <p>{inner()}</p>;
    case 'strong':
      return <strong>{inner()}</strong>;
    case 'emphasis':
      return <em>{inner()}</em>;
    case 'delete':
      return <del>{inner()}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'break':
      return <br />;
    case 'blockquote':
      return <blockquote>{inner()}</blockquote>;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inner()}</ol> : <ul>{inner()}</ul>;
    case 'listItem':
      return <li>{inner()}</li>;
    case 'heading':
      // The page has its own headings; those of a message are told by their weight alone.
      return <p class={`markdown-heading markdown-heading-${Math.min(node.depth, 3)}`}>{inner()}</p>;
    case 'thematicBreak':
      return <hr />;
    case 'link':
      return <Link url={node.url}>{verbatim(node.children, definitions)}</Link>;
    case 'linkReference':
      return <Link url={definitions.get(node.identifier)?.url ?? ''}>{verbatim(node.children, definitions)}</Link>;
    case 'image':
      return <Link url={node.url}>{node.alt || node.url}</Link>;
    case 'imageReference':
      return <Link url={definitions.get(node.identifier)?.url ?? ''}>{node.alt || node.identifier}</Link>;
    case 'table':
      return <Grid table={node} definitions={definitions} />;
    case 'html':
      return node.value;
    default:
      // Definitions are shown where they are referred to.
      return null;
  }
}

/** What stands in a link: an address in it is text, since links do not nest. */
function verbatim(nodes: readonly RootContent[], definitions: Definitions): ComponentChildren {
  return nodes.map((node, index) => <Fragment key={index}>{node.type === 'text' ? <Lines text={node.value} /> : element(node, definitions)}</Fragment>);
}

/** Text with the addresses in it made into links. */
function Text({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map((piece, index) =>
        piece.kind === 'text' ? <Lines key={index} text={piece.text} /> : <Link key={index} url={piece.href}>{piece.text}</Link>,
      )}
    </>
  );
}

/** A line that the agent ended is a line that the customer sees. */
function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <Fragment key={index}>
          {index > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </>
  );
}

function Link({ url, children }: { url: string; children: ComponentChildren }) {
  const href = safeHref(url);
  if (href === null) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function Grid({ table, definitions }: { table: Table; definitions: Definitions }) {
  const [head, ...rows] = table.children;
  const align = (index: number): AlignType => table.align?.[index] ?? null;
  return (
    <div class="markdown-table">
      <table>
        {head && (
          <thead>
            <tr>
              {head.children.map((cell, index) => (
                <th key={index} class={`align-${align(index)}`}>
                  {all(cell.children, definitions)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.children.map((cell, place) => (
                <td key={place} class={`align-${align(place)}`}>
                  {all(cell.children, definitions)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
