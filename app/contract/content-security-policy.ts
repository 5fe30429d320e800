// What the page may load and do, in Electron and in a browser: its own files and nothing else.

/**
 * Value of the header Content-Security-Policy. `connects`: the page speaks to where it came from ('self'), or to nobody
 * because its host hands it a bridge ('none'). A style that a script sets on an element is none of its business.
 */
export function contentSecurityPolicy(connects: 'self' | 'none'): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src '${connects}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
