// What the page may load and do, the same in Electron and in a browser: its own files and nothing else.

/** Value of the header Content-Security-Policy. A style that a script sets on an element is none of its business. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
