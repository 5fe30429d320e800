// Who may use the window: a one-time token in the address that the terminal prints is exchanged, once, for a cookie. Only
// digests of both are kept; they are what is compared, so that no time of a comparison tells anything of a secret.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const MOST_SESSIONS = 64;
const WRONG_TRIES_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** One browser that has been let in. */
export class Session {
  /** Files outside the roots that it has brought itself. */
  readonly uploads = new Set<string>();
}

export type Exchange =
  | { readonly outcome: 'let-in'; readonly cookie: string }
  | { readonly outcome: 'wrong' | 'used' | 'too-many-tries' };

export class Sessions {
  private readonly cookieName: string;
  private readonly now: () => number;
  private readonly sessions = new Map<string, Session>();
  private token: Buffer | undefined;
  private lastUsed: Buffer | undefined;
  private wrongTries: number[] = [];

  /** Browsers do not keep the cookies of ports apart, so the port is in the name. */
  constructor(port: number, now: () => number = () => performance.now()) {
    this.cookieName = `burnish-${port}`;
    this.now = now;
  }

  /** A new token; the one before it, if it has not been used, is void. Whoever sits at the terminal may try again. */
  newToken(): string {
    const token = randomBytes(SECRET_BYTES).toString('base64url');
    this.token = digestOf(token);
    this.wrongTries = [];
    return token;
  }

  /** Makes a session of the token, which is void afterwards. */
  exchange(token: string): Exchange {
    this.wrongTries = this.wrongTries.filter((time) => this.now() - time < MINUTE_MS);
    if (this.wrongTries.length >= WRONG_TRIES_A_MINUTE) return { outcome: 'too-many-tries' };
    const digest = digestOf(token);
    if (this.token !== undefined && timingSafeEqual(digest, this.token)) {
      this.lastUsed = this.token;
      this.token = undefined;
      return { outcome: 'let-in', cookie: this.open() };
    }
    this.wrongTries.push(this.now());
    const wasUsed = this.lastUsed !== undefined && timingSafeEqual(digest, this.lastUsed);
    return { outcome: wasUsed ? 'used' : 'wrong' };
  }

  /** The session that a Cookie header names. */
  find(cookies: string | undefined): Session | undefined {
    for (const pair of (cookies ?? '').split(';')) {
      const [name, value] = pair.trim().split('=');
      if (name === this.cookieName && value !== undefined) return this.sessions.get(digestOf(value).toString('hex'));
    }
    return undefined;
  }

  /** Opens a session; its Set-Cookie header. */
  private open(): string {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    this.sessions.set(digestOf(secret).toString('hex'), new Session());
    const [oldest] = this.sessions.keys();
    if (this.sessions.size > MOST_SESSIONS && oldest !== undefined) this.sessions.delete(oldest);
    return `${this.cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
  }
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
