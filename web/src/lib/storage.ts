// Storage can be full, forbidden (private windows) or broken by another tab. Losing a convenience is fine then; failing
// to show the page is not.

function guarded(area: () => Storage) {
  return {
    get(key: string): string | null {
      try {
        return area().getItem(key);
      } catch {
        return null;
      }
    },
    set(key: string, value: string): boolean {
      try {
        area().setItem(key, value);
        return true;
      } catch {
        return false;
      }
    },
    remove(key: string): void {
      try {
        area().removeItem(key);
      } catch {
        // Nothing was stored, so nothing has to go.
      }
    },
    read<T>(key: string): T | null {
      const text = this.get(key);
      if (text === null) return null;
      try {
        return JSON.parse(text) as T;
      } catch {
        return null;
      }
    },
    write(key: string, value: unknown): boolean {
      return this.set(key, JSON.stringify(value));
    },
  };
}

export const local = guarded(() => localStorage);
export const session = guarded(() => sessionStorage);
