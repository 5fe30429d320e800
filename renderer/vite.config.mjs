// Bundles the page into out/page: one set of files for Electron and for the browser, with nothing fetched from elsewhere.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** React Aria brings its own few words in 34 languages; the window speaks two. */
const spokenLanguagesOnly = {
  name: 'spoken-languages-only',
  load(id) {
    const language = /react-(?:aria|stately)[^?]*[/\\]intl[/\\].*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1];
    return language === undefined || ['en-US', 'de-DE'].includes(language) ? null : 'export default {};';
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Electron loads the page from a file, so addresses are relative.
  base: './',
  plugins: [spokenLanguagesOnly, react()],
  build: {
    outDir: fileURLToPath(new URL('../out/page', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      input: ['index.html', 'open.html'].map((name) => fileURLToPath(new URL(name, import.meta.url))),
    },
    cssTarget: ['chrome120', 'firefox120', 'safari17'],
    // A strict content security policy allows no inlined data.
    assetsInlineLimit: 0,
    // The page comes from this machine: one file is as good as many.
    chunkSizeWarningLimit: 1000,
    modulePreload: { polyfill: false },
  },
});
