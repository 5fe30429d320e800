// `npm run pictures`: makes the pictures of the README anew.
import { fileURLToPath } from 'node:url';
import { BrowserHost } from './browser-host.ts';
import { findChromium } from './chromium.ts';
import { makePictures } from './pictures.ts';

/** Not half of a CD. */
const IMAGE_BYTES = 320_000_000;

const chromium = findChromium();
if (chromium === undefined) throw new Error('There is no Chromium to make pictures with (CHROMIUM_PATH).');
const folder = fileURLToPath(new URL('../../../assets/pictures', import.meta.url));
await makePictures(new BrowserHost(chromium), folder, IMAGE_BYTES);
