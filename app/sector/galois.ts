// GF(2^8) with the primitive polynomial x^8 + x^4 + x^3 + x^2 + 1 and the primitive element 2 (ECMA-130 Annex A).

const PRIMITIVE_POLYNOMIAL = 0x11d;

/** `EXPONENT[i]` = 2^i, twice around so that sums of two logarithms need no modulo. */
export const EXPONENT = new Uint8Array(510);
/** The reverse of `EXPONENT`; entry 0 is meaningless. */
export const LOGARITHM = new Uint8Array(256);
/** The product with 2. */
export const DOUBLE = new Uint8Array(256);
/** The quotient by 3, that is by 1 + 2. */
export const THIRD = new Uint8Array(256);

let power = 1;
for (let i = 0; i < 255; i++) {
  EXPONENT[i] = power;
  EXPONENT[i + 255] = power;
  LOGARITHM[power] = i;
  power = power & 0x80 ? (power << 1) ^ PRIMITIVE_POLYNOMIAL : power << 1;
}
for (let value = 0; value < 256; value++) {
  const doubled = value & 0x80 ? (value << 1) ^ PRIMITIVE_POLYNOMIAL : value << 1;
  DOUBLE[value] = doubled;
  THIRD[doubled ^ value] = value;
}
