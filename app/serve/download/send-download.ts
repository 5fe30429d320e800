// GET /download?browse=ID&entry=NUMBER...: a file of an opened image under its name; a folder, or several, as a ZIP archive.
import type { ServerResponse } from 'node:http';
import { toBurnishError } from '../../base/errors.ts';
import type { EngineClient } from '../../contract/engine-client.ts';
import { safeFileName } from '../file-name.ts';
import { replyJson, STRICT_HEADERS } from '../reply.ts';
import { DownloadedFiles } from './downloaded-files.ts';
import { zipStream } from './zip-stream.ts';

/** Entries in one address. */
const MOST_ENTRIES = 1000;

/**
 * Answers; why it was not sent, or not wholly, or undefined when it was. Never rejects. An answer that breaks off is cut,
 * so that a browser takes it for no whole file.
 */
export async function sendDownload(
  engine: EngineClient,
  query: string,
  response: ServerResponse,
): Promise<string | undefined> {
  const asked = new URLSearchParams(query);
  const browse = asked.get('browse') ?? '';
  const numbers = asked.getAll('entry').map(Number);
  if (numbers.length === 0 || numbers.length > MOST_ENTRIES) return refuse(response, 400, 'a download of nothing');
  try {
    const files = new DownloadedFiles(engine, browse);
    const entries = [];
    for (const number of numbers) entries.push(await files.entry(number));
    const [first] = entries;
    const isOne = entries.length === 1 && first?.kind === 'file';
    const name = safeFileName(entries.length === 1 ? (first?.name ?? '') : '') ?? 'files';
    response.writeHead(200, {
      ...STRICT_HEADERS,
      'Content-Type': isOne ? 'application/octet-stream' : 'application/zip',
      'Content-Disposition': attachment(isOne ? name : `${name}.zip`),
      ...(isOne ? { 'Content-Length': first.bytes } : {}),
    });
    await send(isOne ? files.content(first) : zipStream(files.tree(entries)), response);
    response.end();
    return undefined;
  } catch (thrown) {
    const error = toBurnishError(thrown, 'sending a download');
    if (!response.headersSent) replyJson(response, 404, { error: error.report });
    else response.destroy();
    return `a download: ${error.message}`;
  }
}

async function send(pieces: AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  for await (const piece of pieces) {
    if (response.destroyed) throw new Error('the browser has gone');
    if (!response.write(piece)) await takesMore(response);
  }
}

/** Fulfilled when it does, or when the other side has gone. */
function takesMore(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.on('drain', settle);
    response.on('close', settle);
    if (response.destroyed) settle();
  });
}

/** RFC 6266: the name in UTF-8, and one in ASCII for whoever does not know that. */
function attachment(name: string): string {
  const ascii = name.replace(/[^\w .()~+-]/g, '_');
  const utf8 = encodeURIComponent(name).replace(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

function refuse(response: ServerResponse, status: number, what: string): string {
  response.writeHead(status, { ...STRICT_HEADERS, 'Content-Length': 0 }).end();
  return what;
}
