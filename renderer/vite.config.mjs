// Bundles the page into out/page: one set of files for Electron and for the browser, with nothing fetched from elsewhere.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Electron loads the page from a file, so addresses are relative.
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../out/page', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      input: ['index.html', 'open.html'].map((name) => fileURLToPath(new URL(name, import.meta.url))),
    },
    // A strict content security policy allows no inlined data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
