// One window for one test: started before, ended after, whatever happened. What the test saw fail comes first.
import type { RunningWindow, StartOptions, WindowHost } from './window-host.ts';

/** Throws what `test` throws, with what the page showed then; else what the window complained of. */
export async function withWindow(
  host: WindowHost,
  test: (window: RunningWindow) => Promise<void>,
  options: StartOptions = {},
): Promise<void> {
  const window = await host.start(options);
  try {
    await test(window);
  } catch (failure) {
    const shown = await inWords(window.page.locator('body').ariaSnapshot());
    const complaint = await inWords(window.close().then(() => ''));
    throw new Error([String(failure), `The page at ${window.page.url()}:`, shown, complaint].join('\n'), {
      cause: failure,
    });
  }
  await window.close();
}

/** What is there to say, or why it is not. */
function inWords(words: Promise<string>): Promise<string> {
  return words.catch((thrown: unknown) => String(thrown));
}
