// READ FORMAT CAPACITIES and FORMAT UNIT (MMC-6 6.24, 6.5).
import { readU16BE, readU24BE, readU32BE, writeU24BE, writeU32BE } from '../../base/bytes.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import type { FormatCapacities } from '../media/medium.ts';

const NO_MEDIUM: FormatCapacities = { currentType: 3, currentBlocks: 0, currentParameter: 2048, formats: [] };

export function readFormatCapacities(drive: Drive, exchange: Exchange): void {
  const isEmpty = drive.trayOpen || drive.medium === undefined;
  const capacities = isEmpty ? NO_MEDIUM : drive.readyMedium().formatCapacities();
  const answer = new Uint8Array(4 + 8 * (1 + capacities.formats.length));
  answer[3] = answer.length - 4;
  writeU32BE(answer, 4, capacities.currentBlocks);
  answer[8] = capacities.currentType;
  writeU24BE(answer, 9, capacities.currentParameter);
  capacities.formats.forEach((format, i) => {
    const offset = 12 + 8 * i;
    writeU32BE(answer, offset, format.blocks);
    answer[offset + 4] = format.type << 2;
    writeU24BE(answer, offset + 5, format.parameter);
  });
  exchange.respond(answer, exchange.field(7, 2));
}

const LIST_BYTES = 12;
const FORMAT_DATA = 0x10;
const MMC_FORMAT_CODE = 0x01;

/**
 * The CDB must be 04h 11h (FmtData, format code 1); the list a header of 4 bytes (FOV, DCRT, Immed; VS and others
 * refused) and one descriptor of 8.
 */
export function formatUnit(drive: Drive, exchange: Exchange): void {
  const medium = drive.writableMedium();
  if (exchange.byte(1) !== (FORMAT_DATA | MMC_FORMAT_CODE)) throw invalidCdbField(1);
  const list = exchange.parameters(LIST_BYTES);
  const flags = list[1] ?? 0;
  if ((list[0] ?? 0) !== 0) throw invalidParameterField(0);
  const fov = (flags & 0x80) !== 0;
  const dcrt = (flags & 0x20) !== 0;
  // without FOV the options must be zero; Immed is not one of them
  if ((flags & 0x5d) !== 0 || (!fov && dcrt)) throw invalidParameterField(1, 31 - Math.clz32(flags & 0x7d));
  if (readU16BE(list, 2) !== 8) throw invalidParameterField(2);
  const type = (list[8] ?? 0) >> 2;
  const capacities = medium.formatCapacities();
  if (capacities.formats.length === 0) refuse(SENSE.cannotFormatMedium);
  const operation = medium.formatUnit({
    type,
    subtype: (list[8] ?? 0) & 0x03,
    blocks: readU32BE(list, 4),
    parameter: readU24BE(list, 9),
    immed: (flags & 0x02) !== 0,
    disableCertification: dcrt,
  });
  drive.start(operation, (flags & 0x02) !== 0, exchange);
}
