import type { ComponentChildren, VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import type { Address, Entry, HeldMessage, MailDetail } from '../src/api/types';
import { worstOf } from '../src/desk/Deliveries';
import { matching, ofKind, sayings } from '../src/desk/mail/sayings';
import { isLetInOnce, waiting } from '../src/desk/store/held';
import { arrange } from '../src/desk/Thread';
import { readAddress, sameAddress } from '../src/lib/address';
import { safeHref } from '../src/lib/markdown';
import { markdownElements } from '../src/ui/Markdown';

/** What a tree of elements would look like as HTML, for components are called as the browser would. */
function html(node: ComponentChildren): string {
  if (node == null || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map(html).join('');
  if (typeof node !== 'object') return String(node).replace(/</g, '&lt;');
  const { type, props } = node as VNode<Record<string, unknown> & { children?: ComponentChildren }>;
  if (typeof type === 'function') return html((type as (props: object) => ComponentChildren)(props));
  const href = typeof props['href'] === 'string' ? ` href="${props['href']}"` : '';
  const inner = html(props.children);
  return `<${type}${href}>${inner}</${type}>`;
}

const shown = (text: string) => html(markdownElements(text));

describe('an answer in Markdown', () => {
  it('is shown as it was formatted', () => {
    expect(shown('**Hello** *you*\nnext line')).toBe('<p><strong>Hello</strong> <em>you</em><br></br>next line</p>');
    expect(shown('1. one\n2. two')).toBe('<ol><li><p>one</p></li><li><p>two</p></li></ol>');
    expect(shown('~~old~~ `a < b`')).toBe('<p><del>old</del> <code>a &lt; b</code></p>');
    expect(shown('| a |\n|---|\n| b |')).toContain('<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>');
  });

  it('runs nothing: HTML in it is text, and only harmless addresses are links', () => {
    expect(shown('<img src=x onerror=alert(1)>')).toBe('&lt;img src=x onerror=alert(1)>');
    expect(shown('[press](javascript:alert(1))')).toBe('<p>press</p>');
    expect(shown('![cat](https://x.example/cat.png)')).toBe('<p><a href="https://x.example/cat.png">cat</a></p>');
    expect([safeHref('data:text/html,x'), safeHref('/relative'), safeHref('mailto:a@b.example')]).toEqual([null, null, 'mailto:a@b.example']);
  });

  it('makes links of bare addresses, and of those that are named below', () => {
    expect(shown('see https://x.example/a.')).toBe('<p>see <a href="https://x.example/a">https://x.example/a</a>.</p>');
    expect(shown('[here][1]\n\n[1]: https://x.example/b')).toBe('<p><a href="https://x.example/b">here</a></p>');
  });
});

describe('an address', () => {
  it('is read as people and programs write it', () => {
    expect(readAddress(' ben@example.com ')).toEqual({ email: 'ben@example.com' });
    expect(readAddress('"King, Ben" <ben@example.com>')).toEqual({ email: 'ben@example.com', name: 'King, Ben' });
    expect(['ben', 'ben@example', 'a b@example.com', 'ben@example.com, tom@example.com', ''].map(readAddress)).toEqual([null, null, null, null, null]);
    expect(sameAddress('Ben@Example.com', 'ben@example.com')).toBe(true);
  });
});

describe('what became of mails', () => {
  const mail = (delivery: MailDetail['delivery']): MailDetail => ({ seq: 1, to: ['zoe@example.com'], delivery, at: '2026-11-23T10:00:00Z' });

  it('is told by the worst of them', () => {
    expect(worstOf([mail('delivered'), mail('bounced_permanent'), mail('sent')])).toBe('bounced_permanent');
    expect(worstOf([mail('delivered'), mail('sent')])).toBe('sent');
    expect(worstOf([])).toBeNull();
  });
});

describe('the conversation', () => {
  const entry = (seq: number, event: Entry['event']): Entry => ({ seq, at: '2026-11-23T10:00:00Z', actor: { kind: 'system', name: 'mailbox' }, event });

  it('lets a failed delivery stand alone, as a message does', () => {
    const items = arrange([
      entry(1, { type: 'AgentReplied', body: 'b' }),
      entry(2, { type: 'DeliveryFailed', address: 'zoe@example.com', failure: 'bounced_permanent' }),
      entry(3, { type: 'MailSuppressed', of: 1, address: 'zoe@example.com', why: 'undeliverable' }),
      entry(4, { type: 'AutomaticMailReceived', body: 'away' }),
    ]);
    expect(items.map((item) => item.kind)).toEqual(['message', 'trouble', 'events', 'message']);
  });
});

describe('held mail', () => {
  const message = (because: HeldMessage['because'], releasing = false): HeldMessage => ({
    raw: 'inbound/1',
    received_at: '2026-11-23T10:00:00Z',
    because,
    subject: '',
    beginning: '',
    expires_at: '2026-12-23T10:00:00Z',
    releasing,
  });

  it('of a forged sender earns that sender no trust', () => {
    expect(isLetInOnce(message(['spam', 'forged']))).toBe(true);
    expect(isLetInOnce(message(['spam']))).toBe(false);
  });

  it('counts until somebody has let it in', () => {
    expect(waiting([message(['spam']), message(['spam'], true)])).toBe(1);
  });
});

describe('what is said of addresses', () => {
  const said = { by: { kind: 'agent', id: 'ada', name: 'Ada' }, at: '2026-11-23T10:00:00Z' } as const;
  const blocked: Address = { address: 'spam@example.com', blocked: said };
  const both: Address = { address: 'zoe@example.com', trusted: said, unreachable: { failure: 'complained', at: said.at } };

  it('is told by kind and by a part of the address', () => {
    expect(sayings(both).map((one) => one.kind)).toEqual(['trusted', 'unreachable']);
    expect(ofKind([blocked, both], 'unreachable')).toEqual([both]);
    expect(matching([blocked, both], 'all', ' ZOE')).toEqual([both]);
    expect(matching([blocked, both], 'blocked', 'zoe')).toEqual([]);
  });
});
