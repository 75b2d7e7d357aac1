import { defineConfig } from 'vitest/config';

export default defineConfig({
  appType: 'mpa',
  build: {
    target: 'es2022',
    // `light-dark()` and nesting are in every browser we support; without this the bundler rewrites both at length.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Inlined files would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      input: { portal: 'index.html', ticket: 'ticket/index.html', desk: 'desk/index.html' },
    },
  },
  worker: { format: 'es' },
  test: { include: ['tests/**/*.test.ts'] },
});
