// POST /upload?name=...: the content of a dropped file as the body. Answers { path }, or { error } with an error report.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BurnishError, type ErrorCode, toBurnishError } from '../base/errors.ts';
import { safeFileName } from './file-name.ts';
import type { Incoming } from './incoming.ts';
import { replyJson } from './reply.ts';

/** The page tells a full disk from everything else. */
const STATUS_OF: Partial<Record<ErrorCode, number>> = { 'target-unwritable': 507, 'invalid-argument': 429 };

export interface Upload {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What follows the question mark of its address. */
  readonly query: string;
}

/** Receives one file and answers; why it was not taken, or undefined when it was. Never rejects. */
export async function receiveUpload(
  { request, response, query }: Upload,
  incoming: Incoming,
  onReceived: (path: string) => void,
): Promise<string | undefined> {
  const bytes = request.headers['content-length'];
  if (bytes === undefined) return refuse(request, response, 411, unusable('The length of the file was not told.'));
  const name = safeFileName(new URLSearchParams(query).get('name') ?? '');
  if (name === undefined) return refuse(request, response, 400, unusable('The name of the file cannot be used.'));
  try {
    const path = await incoming.receive(request, name, Number(bytes));
    onReceived(path);
    replyJson(response, 200, { path });
    return undefined;
  } catch (thrown) {
    // Broken off by the other side: there is nobody to answer.
    if (request.destroyed && !request.complete) return 'an upload that broke off';
    const error = toBurnishError(thrown, 'receiving a file');
    return refuse(request, response, STATUS_OF[error.code] ?? 500, error);
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, error: BurnishError): string {
  replyJson(response, status, { error: error.report });
  // A browser reads the answer when it has sent everything.
  request.resume();
  return `an upload: ${error.message}`;
}

function unusable(message: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message,
    doing: 'receiving a file',
    nextStep: 'Choose the file where it lies instead of dropping it.',
  });
}
