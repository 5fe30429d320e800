// `npm run pictures`: makes the pictures of the README anew.
import { fileURLToPath } from 'node:url';
import { BrowserHost } from './browser-host.ts';
import { findChromium } from './chromium.ts';
import { makePictures } from './pictures.ts';

const chromium = findChromium();
if (chromium === undefined) throw new Error('There is no Chromium to make pictures with (CHROMIUM_PATH).');
await makePictures(new BrowserHost(chromium), fileURLToPath(new URL('../../../assets/pictures', import.meta.url)));
