/** A counter's window: the arch, the sill, and the slot that things are passed through. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg class="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect class="logo-ground" width="32" height="32" rx="8" />
      <path class="logo-line" d="M9 24v-9a7 7 0 0 1 14 0v9M7 24h18M12.5 19h7" />
    </svg>
  );
}
