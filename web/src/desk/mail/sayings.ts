import type { Actor, Address, Failure } from '../../api/types';
import type { AddressKind } from '../route';

/** One thing that is said of an address. */
export type Said =
  | { kind: 'blocked' | 'trusted'; by: Actor; at: string }
  | { kind: 'unreachable'; failure: Failure; at: string; reason: string | null };

export function sayings({ blocked, trusted, unreachable }: Address): Said[] {
  return [
    ...(blocked ? [{ kind: 'blocked' as const, ...blocked }] : []),
    ...(trusted ? [{ kind: 'trusted' as const, ...trusted }] : []),
    ...(unreachable ? [{ kind: 'unreachable' as const, ...unreachable, reason: unreachable.reason ?? null }] : []),
  ];
}

export const ofKind = (all: readonly Address[], kind: AddressKind): Address[] =>
  all.filter((address) => kind === 'all' || address[kind] != null);

export function matching(all: readonly Address[], kind: AddressKind, q: string): Address[] {
  const wanted = q.trim().toLowerCase();
  return ofKind(all, kind).filter((address) => address.address.toLowerCase().includes(wanted));
}
