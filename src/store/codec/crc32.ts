/**
 * Tables for eight bytes a step ("slicing by 8", Kounavis & Berry 2005): a block of a day is checked at each read, and
 * one byte a step would take as long as decoding it.
 */
const tables = Array.from({ length: 8 }, () => new Uint32Array(256));
const [t0 = new Uint32Array(256)] = tables;

for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  t0[byte] = crc;
}
for (let slice = 1; slice < 8; slice += 1) {
  const before = tables[slice - 1] ?? t0;
  const table = tables[slice] ?? t0;
  for (let byte = 0; byte < 256; byte += 1) {
    const crc = before[byte] ?? 0;
    table[byte] = (crc >>> 8) ^ (t0[crc & 0xff] ?? 0);
  }
}

/**
 * CRC-32 of bytes, as in zlib, PNG and Ethernet (ISO 3309: polynomial 0x04C11DB7 reflected, start and end inverted).
 * It notices each change of up to 32 bits in a row, so each damaged byte. "123456789" gives 0xCBF43926.
 */
export function crc32(bytes: Uint8Array): number {
  const [, t1 = t0, t2 = t0, t3 = t0, t4 = t0, t5 = t0, t6 = t0, t7 = t0] = tables;
  let crc = 0xffffffff;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    crc ^=
      byteAt(bytes, at) |
      (byteAt(bytes, at + 1) << 8) |
      (byteAt(bytes, at + 2) << 16) |
      (byteAt(bytes, at + 3) << 24);
    crc =
      byteOf(t7, crc & 0xff) ^
      byteOf(t6, (crc >>> 8) & 0xff) ^
      byteOf(t5, (crc >>> 16) & 0xff) ^
      byteOf(t4, crc >>> 24) ^
      byteOf(t3, byteAt(bytes, at + 4)) ^
      byteOf(t2, byteAt(bytes, at + 5)) ^
      byteOf(t1, byteAt(bytes, at + 6)) ^
      byteOf(t0, byteAt(bytes, at + 7));
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ byteOf(t0, (crc ^ byteAt(bytes, at)) & 0xff);
  return ~crc >>> 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function byteOf(table: Uint32Array, byte: number): number {
  return table[byte] ?? 0;
}
