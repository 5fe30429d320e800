// The host's log: one line of JSON on the standard error output for everything that was refused or went wrong. It
// tells kinds and reasons, never what a message held.
export type Log = (what: string, facts?: Readonly<Record<string, string | number | undefined>>) => void;

export const logToStandardError: Log = (what, facts = {}) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), what, ...facts })}\n`);
};
