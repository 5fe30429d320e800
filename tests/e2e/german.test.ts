// The window in German: chosen in the settings or by the language of the system, the engine's own sentences included.
import { describe, expect, it } from 'vitest';
import { HOSTS, PATIENTLY } from './hosts.ts';
import { goTo } from './window-steps.ts';
import { dropFiles } from './native-drop.ts';
import { withWindow } from './with-window.ts';

/** Words that no German sentence has. */
const ENGLISH = /\b(the|The|is|are|and|of|to)\b/u;

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it('speaks German on a German system, from the first page to the verdict', () =>
    withWindow(
      host,
      async ({ page, home, images }) => {
        const image = images.sample('abbild.iso');
        await home.insertBlank('brenner', 'cd-r');
        await page.locator('html[lang^="de"]').waitFor();
        await page.getByRole('link', { name: 'Brennen' }).click();
        await page.getByRole('radio', { name: /virtual:brenner/u }).waitFor({ state: 'attached' });
        await dropFiles(page.getByRole('main'), image);
        const plan = page.getByRole('region', { name: /^Was/u });
        await plan.getByRole('listitem').first().waitFor();
        expect(await page.getByRole('main').innerText()).not.toMatch(ENGLISH);
        await page.getByRole('button', { name: 'Brennen', exact: true }).click();
        const good = page.getByRole('region', { name: 'Die Disc ist gut' });
        await good.waitFor();
        expect(await page.getByRole('main').innerText()).not.toMatch(ENGLISH);
        for (const name of ['Laufwerke', 'Aufträge', 'Einstellungen']) {
          await page.getByRole('link', { name }).click();
          await page.getByRole('heading', { level: 1, name }).waitFor();
          expect(await page.getByRole('main').innerText()).not.toMatch(ENGLISH);
        }
      },
      { locale: 'de-DE' },
    ));

  it('changes its language at once when another is chosen', () =>
    withWindow(host, async ({ page }) => {
      await goTo(page, 'Settings');
      await page.getByRole('button', { name: /Language/u }).click();
      await page.getByRole('option', { name: 'Deutsch' }).click();
      await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
      await page.reload();
      await page.getByRole('link', { name: 'Laufwerke' }).waitFor();
    }));
});
