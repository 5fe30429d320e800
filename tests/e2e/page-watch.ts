// What a page must not do unseen: throw, complain on its console, or try what its content security policy forbids.
import type { BrowserContext, Page } from 'playwright-core';

/** A page that has lost its program says so; the browser says it too, and that is no fault. */
const CONNECTION_LOST = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/u;

export class PageWatch {
  private readonly complaints: string[] = [];
  private mayLoseConnection = false;

  /** Before the first page is opened. */
  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (violation) => {
        reportError(
          new Error(`content security policy: ${violation.violatedDirective} forbids ${violation.blockedURI}`),
        );
      });
    });
    for (const page of context.pages()) this.watchPage(page);
    context.on('page', (page) => this.watchPage(page));
  }

  /** From here on the program may be gone for a while. */
  allowLostConnection(): void {
    this.mayLoseConnection = true;
  }

  /** Throws when anything was seen. */
  check(): void {
    if (this.complaints.length > 0) throw new Error(`The page complained:\n${this.complaints.join('\n')}`);
  }

  private watchPage(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(`thrown: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      if (this.mayLoseConnection && CONNECTION_LOST.test(message.text())) return;
      this.complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
  }
}
