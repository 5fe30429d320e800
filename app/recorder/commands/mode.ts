// MODE SENSE (10) and MODE SELECT (10) (SPC-4 6.12, 6.10; MMC-6 7): header of 8 bytes, no block descriptors.
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import { CAPABILITIES_PAGE, capabilitiesPage, parseWriteParameters, WRITE_PARAMETERS_PAGE } from '../mode-pages.ts';

const HEADER_BYTES = 8;
const ALL_PAGES = 0x3f;
const STATISTICS_PAGE = 0x30;

export function modeSense(drive: Drive, exchange: Exchange): void {
  const control = exchange.byte(2) >> 6;
  const code = exchange.byte(2) & 0x3f;
  if (control === 3) refuse(SENSE.savingParametersNotSupported);
  if (exchange.byte(3) !== 0) throw invalidCdbField(3);
  const codes = code === ALL_PAGES ? [...drive.modePages.codes, CAPABILITIES_PAGE].sort((a, b) => a - b) : [code];
  const pages = codes.map((one) => pageOf(drive, one, control));
  const length = pages.reduce((sum, page) => sum + page.length, HEADER_BYTES);
  const answer = new Uint8Array(length);
  writeU16BE(answer, 0, length - 2);
  let offset = HEADER_BYTES;
  for (const page of pages) {
    answer.set(page, offset);
    offset += page.length;
  }
  exchange.respond(answer, exchange.field(7, 2));
}

function pageOf(drive: Drive, code: number, control: number): Uint8Array {
  if (code === CAPABILITIES_PAGE) {
    const page = capabilitiesPage(drive.model, {
      locked: drive.removalPrevented,
      readSpeed: drive.readSpeed,
      writeSpeed: drive.writeSpeed,
      speeds: drive.medium?.writeSpeeds() ?? [],
    });
    return control === 1 ? Uint8Array.of(code, page.length - 2, ...new Uint8Array(page.length - 2)) : page;
  }
  const page = drive.modePages.sense(code, control);
  if (page === undefined) throw invalidCdbField(2, 5);
  if (code !== STATISTICS_PAGE || control !== 0) return page;
  const filled = Uint8Array.from(page);
  writeU32BE(filled, 4, drive.links);
  return filled;
}

export function modeSelect(drive: Drive, exchange: Exchange): void {
  if (!exchange.bit(1, 4)) throw invalidCdbField(1, 4);
  if (exchange.bit(1, 0)) throw invalidCdbField(1, 0);
  const list = exchange.parameters(exchange.field(7, 2));
  if (list.length === 0) return;
  if (list.length < HEADER_BYTES) refuse(SENSE.parameterListLengthError);
  for (let i = 0; i < HEADER_BYTES; i++) {
    if ((list[i] ?? 0) !== 0) throw invalidParameterField(i);
  }
  let offset = HEADER_BYTES;
  while (offset < list.length) offset += selectPage(drive, list, offset);
}

/** Takes the page at `offset`; returns its length. */
function selectPage(drive: Drive, list: Uint8Array, offset: number): number {
  const code = list[offset] ?? 0;
  if ((code & 0xc0) !== 0) throw invalidParameterField(offset, 7);
  const current = drive.modePages.page(code);
  if (current.length === 0) throw invalidParameterField(offset, 5);
  const announced = 2 + (list[offset + 1] ?? 0);
  // page 05h may end before the vendor specific last 4 bytes
  const isShortWritePage = code === WRITE_PARAMETERS_PAGE && announced === current.length - 2 - 2;
  if (announced !== current.length && !isShortWritePage) throw invalidParameterField(offset + 1);
  if (offset + announced > list.length) refuse(SENSE.parameterListLengthError);
  const sent = Uint8Array.from(current);
  sent.set(list.subarray(offset, offset + announced));
  sent[1] = current[1] ?? 0;
  const wrong = drive.modePages.firstUnchangeable(code, sent);
  if (wrong !== undefined) throw invalidParameterField(offset + wrong);
  if (code === WRITE_PARAMETERS_PAGE) checkWritePage(drive, sent, offset);
  drive.modePages.set(code, sent);
  return announced;
}

/** The offsets that a medium complains about are those of the page; the field pointer counts from the list's start. */
function checkWritePage(drive: Drive, page: Uint8Array, offset: number): void {
  const parameters = parseWriteParameters(page);
  if (parameters.writeType > 4) throw invalidParameterField(offset + 2, 3);
  if ([4, 5, 6, 14, 15].includes(parameters.dataBlockType)) throw invalidParameterField(offset + 4, 3);
  if (![0x00, 0x10, 0x20].includes(parameters.sessionFormat)) throw invalidParameterField(offset + 8);
  if (!drive.trayOpen) drive.medium?.checkWriteParameters(parameters);
}
