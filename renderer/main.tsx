// The page begins here, in Electron and in a browser.
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { beginMirror } from './engine/engine-store.ts';
import { App } from './shell/app.tsx';
import { wearKeptTheme } from './shell/theme.ts';
import { languageFor } from './words/language.ts';
import { beginWords } from './words/words.ts';

const place = document.getElementById('window');
if (place === null) throw new Error('the page has no place for the window');
wearKeptTheme();
beginMirror();
await beginWords(languageFor('system', navigator.languages));
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
