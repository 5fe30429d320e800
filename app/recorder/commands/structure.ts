// READ DISC STRUCTURE and SEND DISC STRUCTURE (MMC-6 6.21, 6.36): the drive has the header, the medium the content.
import { readU16BE, writeU16BE } from '../../base/bytes.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';

const BD = 1;

export function readDiscStructure(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  const mediaType = exchange.byte(1) & 0x0f;
  const family = mediumKindFacts(medium.kind).family;
  if (mediaType > BD) throw invalidCdbField(1, 3);
  if (family === 'cd') refuse(SENSE.cannotReadUnknownFormat);
  if (mediaType !== (family === 'bd' ? BD : 0)) throw invalidCdbField(1, 3);
  const content = medium.discStructure(exchange.byte(7), exchange.byte(6), exchange.field(2, 4), mediaType);
  if (content === undefined) throw invalidCdbField(7);
  const answer = new Uint8Array(4 + content.length);
  writeU16BE(answer, 0, answer.length - 2);
  answer.set(content, 4);
  exchange.respond(answer, exchange.field(8, 2));
}

export function sendDiscStructure(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  if (mediumKindFacts(medium.kind).family !== 'dvd') refuse(SENSE.cannotWriteMedium);
  if ((exchange.byte(1) & 0x0f) !== 0) throw invalidCdbField(1, 3);
  const length = exchange.field(8, 2);
  if (length < 4) throw invalidCdbField(8);
  const list = exchange.parameters(length);
  if (readU16BE(list, 0) !== length - 2) throw invalidParameterField(0);
  if (readU16BE(list, 2) !== 0) throw invalidParameterField(2);
  const operation = medium.sendDiscStructure(exchange.byte(7), list.subarray(4));
  drive.start(operation, false, exchange);
}
