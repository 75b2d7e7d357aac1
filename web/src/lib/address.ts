import type { Participant } from '../api/types';

// Rough on purpose: the server parses it for good. This only catches what a person mistypes.
const ADDRESS = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]+$/;

export const isAddress = (text: string): boolean => ADDRESS.test(text) && text.length <= 254;

/** Reads `name@example.com` or, as other programs copy it, `Ada King <name@example.com>`. */
export function readAddress(text: string): Participant | null {
  const named = /^(.*?)<([^<>]*)>\s*$/.exec(text.trim());
  const email = (named?.[2] ?? text).trim();
  if (!isAddress(email)) return null;
  const name = (named?.[1] ?? '').trim().replace(/^["']|["']$/g, '').trim();
  return name === '' ? { email } : { email, name };
}

/** The server compares addresses without regard to case. */
export const sameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const personName = (person: Participant): string => person.name ?? person.email;
