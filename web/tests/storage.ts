class Memory {
  readonly #items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

/** The tests run without a browser; a store is all of it that they need. */
export function fakeStorage(): void {
  Object.assign(globalThis, { localStorage: new Memory(), sessionStorage: new Memory() });
}
