// Looking inside an image: by mouse and by keyboard, from every way in; what is brought out is judged on the disk.
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasXorriso } from '../filesystem/made-images.ts';
import { expectAccessible } from './accessibility.ts';
import { digestOf, makeBrowsedImage, MANY, TEXTS } from './browsed-image.ts';
import { HOSTS, PATIENTLY } from './hosts.ts';
import { tabTo } from './keyboard.ts';
import { dropFiles } from './native-drop.ts';
import type { RunningWindow } from './window-host.ts';
import { chooseImage, goTo } from './window-steps.ts';
import { withWindow } from './with-window.ts';

describe.skipIf(!hasXorriso).each(HOSTS)('$name', PATIENTLY, (host) => {
  it('an image is opened, walked, previewed and searched with the mouse; hostile names are shown written out', () =>
    withWindow(host, async (window) => {
      const { page } = window;
      await openByDialog(window);
      expect(await rowNames(page)).toEqual(['boot', 'docs', 'many', 'evil\\u{202e}txt.exe', 'readme.txt']);
      await row(page, 'readme.txt').click();
      await details(page).getByText('Grüße aus dem Abbild').waitFor();
      await details(page).getByText('UTF-8').waitFor();
      await row(page, 'docs').dblclick();
      await row(page, 'pixel.png').click();
      await details(page).getByText('1 × 1 pixels').waitFor();
      const picture = details(page).getByRole('img', { name: 'pixel.png' });
      await picture.evaluate((element) => (element instanceof HTMLImageElement ? element.decode() : undefined));
      await row(page, 'bytes.bin').click();
      await details(page).getByText('00 07 0e 15 1c 23 2a 31').first().waitFor();
      await page.getByRole('searchbox', { name: 'Search all folders' }).fill('grub');
      await page.getByText(/^3 found of/u).waitFor();
      await row(page, 'grub-notes.md').dblclick();
      await row(page, 'grub-notes.md').click();
      await page.getByRole('button', { name: 'Show its folder' }).click();
      await wayTo(page).getByText('er', { exact: true }).waitFor();
      expect(await wayTo(page).getByRole('listitem').allTextContents()).toEqual(['BROWSED', 'docs', 'deep', 'er']);
      await page.getByRole('treeitem', { name: 'many' }).click();
      await page.getByText('2,000 entries').waitFor();
    }));

  it('the list is walked, sorted and chosen from with the keyboard alone', () =>
    withWindow(host, async (window) => {
      const { page } = window;
      await openByDialog(window);
      await tabTo(page.getByRole('grid', { name: 'Files and folders' }));
      await page.keyboard.type('man');
      await page.keyboard.press('Enter');
      await page.getByText(`${MANY.toLocaleString('en-US')} entries`).waitFor();
      await page.keyboard.press('End');
      await row(page, `file${MANY - 1}.txt`).waitFor();
      await page.keyboard.press('Shift+ArrowUp');
      await page.keyboard.press('Shift+ArrowUp');
      await page.getByText(/^3 chosen/u).waitFor();
      await page.keyboard.press('Control+a');
      await page.getByText(/^2,000 chosen/u).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Backspace');
      await chosenRow(page, 'many').waitFor();
      await page.keyboard.press('Alt+ArrowLeft');
      await page.getByText(/2,000 entries/u).waitFor();
      await page.keyboard.press('Alt+ArrowUp');
      await row(page, 'docs').waitFor();
      await page.getByRole('button', { name: 'Size' }).click();
      await page.getByRole('button', { name: 'Size' }).click();
      expect(await rowNames(page)).toEqual(['boot', 'docs', 'many', 'readme.txt', 'evil\\u{202e}txt.exe']);
      await page.keyboard.press('Control+f');
      await page.keyboard.type('notes');
      await page.getByText(/^2 found of/u).waitFor();
      await page.keyboard.press('Escape');
      await row(page, 'readme.txt').waitFor();
    }));

  it('folders and files are extracted as they are, links and all', () =>
    withWindow(host, async (window) => {
      const { page, images } = window;
      await openByDialog(window);
      await row(page, 'docs').click();
      await row(page, 'readme.txt').click({ modifiers: ['Control'] });
      await page.getByRole('button', { name: 'Extract 2', exact: true }).click();
      await page.getByRole('textbox', { name: /^New folder/u }).fill('out');
      await page.getByRole('dialog').getByRole('button', { name: 'Extract', exact: true }).click();
      await page.getByText('Everything is there.').waitFor();
      const [tree, out] = [join(images.folder, 'tree'), join(images.folder, 'out')];
      expect(readdirSync(out).sort()).toEqual(['docs', 'readme.txt']);
      expect(readdirSync(join(out, 'docs')).sort()).toEqual(readdirSync(join(tree, 'docs')).sort());
      expect(readFileSync(join(out, 'readme.txt'), 'utf8')).toBe(TEXTS['readme.txt']);
      expect(digestOf(join(out, 'docs/bytes.bin'))).toBe(digestOf(join(tree, 'docs/bytes.bin')));
      expect(lstatSync(join(out, 'docs/link.txt')).isSymbolicLink()).toBe(true);
      expect(readlinkSync(join(out, 'docs/link.txt'))).toBe('../readme.txt');
    }));

  it('properties tell what the volume says; the checksum is that of the file; the other volume is shown on demand', () =>
    withWindow(host, async (window) => {
      const { page, images } = window;
      await openByDialog(window);
      await row(page, 'readme.txt').click();
      await page.getByRole('tab', { name: 'Properties' }).click();
      await details(page).getByText('/readme.txt').waitFor();
      await details(page).getByText('-rw-r--r--').waitFor();
      await page.getByRole('button', { name: 'Make its checksum' }).click();
      await details(page)
        .getByText(digestOf(join(images.folder, 'tree/readme.txt')))
        .waitFor();
      await page.getByRole('button', { name: 'Rock Ridge' }).click();
      await page.getByRole('menuitem', { name: /^ISO 9660/u }).click();
      await row(page, 'README.TXT').waitFor();
    }));

  it('an image is looked into when it is dropped, from the burn page, and from a drive that holds it', () =>
    withWindow(host, async (window) => {
      const { page, images, home } = window;
      const image = makeBrowsedImage(images.folder);
      await goTo(page, 'Browse');
      await dropFiles(page.getByRole('main'), image);
      await row(page, 'readme.txt').waitFor();
      await page.getByRole('button', { name: 'Close browsed.iso' }).click();
      await chooseImage(window, image);
      await page.getByRole('button', { name: 'Look inside' }).click();
      await row(page, 'readme.txt').waitFor();
      await home.succeed('virtual', 'add', 'holder');
      await home.succeed('virtual', 'insert', 'holder', image);
      await goTo(page, 'Drives');
      await page
        .getByRole('region', { name: /^holder/u })
        .getByRole('button', { name: 'Look inside' })
        .click();
      await page.getByRole('heading', { level: 1, name: /holder/u }).waitFor();
      await row(page, 'readme.txt').waitFor();
    }));

  it('every part of the page is accessible in every theme', () =>
    withWindow(host, async (window) => {
      const { page } = window;
      await goTo(page, 'Browse');
      await inEveryTheme(page, 'Browse, empty');
      await openByDialog(window);
      await row(page, 'readme.txt').click();
      await details(page).getByText('UTF-8').waitFor();
      await inEveryTheme(page, 'Browse, a text');
      await page.getByRole('tab', { name: 'Properties' }).click();
      await details(page).getByText('-rw-r--r--').waitFor();
      await inEveryTheme(page, 'Browse, properties');
      await page.getByRole('button', { name: 'About the image' }).click();
      await page.getByRole('dialog').waitFor();
      await inEveryTheme(page, 'Browse, about the image');
      await page.getByRole('tab', { name: 'Findings' }).click();
      await inEveryTheme(page, 'Browse, findings');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Extract', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await inEveryTheme(page, 'Browse, extract');
    }));
});

const BROWSERS = HOSTS.filter(({ name }) => name === 'in a browser');

describe.skipIf(!hasXorriso).each(BROWSERS)('$name', PATIENTLY, (host) => {
  it('a file is downloaded under its name, byte for byte, a folder as an archive', () =>
    withWindow(host, async (window) => {
      const { page, images } = window;
      await openByDialog(window);
      await row(page, 'readme.txt').click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download', exact: true }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('readme.txt');
      expect(digestOf(await file.path())).toBe(digestOf(join(images.folder, 'tree/readme.txt')));
      await row(page, 'docs').click();
      const [archive] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download as ZIP' }).click(),
      ]);
      expect(archive.suggestedFilename()).toBe('docs.zip');
      expect(
        readFileSync(await archive.path())
          .subarray(0, 4)
          .toString('latin1'),
      ).toBe('PK\x03\x04');
    }));
});

async function openByDialog(window: RunningWindow): Promise<void> {
  const { page, images } = window;
  const image = makeBrowsedImage(images.folder);
  const isAnswered = await window.answerSystemDialog(image);
  await goTo(page, 'Browse');
  await page.getByRole('button', { name: 'Open an image' }).click();
  if (!isAnswered) await page.getByRole('option', { name: basename(image) }).dblclick();
  await row(page, 'readme.txt').waitFor();
}

async function inEveryTheme(page: Page, where: string): Promise<void> {
  for (const theme of ['light', 'dark', 'high-contrast']) {
    await page.locator('html').evaluate((root, name) => root.setAttribute('data-theme', name), theme);
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => undefined),
    );
    await expectAccessible(page, `${theme}: ${where}`);
  }
}

function details(page: Page): Locator {
  return page.getByRole('region', { name: 'Details' });
}

function row(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
}

function chosenRow(page: Page, name: string): Locator {
  return page.getByRole('row', { selected: true }).filter({ has: page.getByText(name, { exact: true }) });
}

/** Of the rows that are shown, in their order. */
function rowNames(page: Page): Promise<string[]> {
  return page.locator('[role=row] [role=gridcell]:first-child bdi:first-of-type').allTextContents();
}

function wayTo(page: Page): Locator {
  return page.getByRole('navigation', { name: 'The way to the folder' });
}
