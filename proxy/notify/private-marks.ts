/**
 * What tells more of a house than a message may: whose money, which line, which device. Each is replaced by `…`.
 *
 * - MAC addresses, with colons, dashes, dots or nothing between (a miner's id is its MAC);
 * - IPv4 addresses, also as parts of names (`bitaxe-192-168-1-7`), and IPv6 addresses;
 * - addresses of wallets: bech32 (BIP 173, BIP 350, CashAddr, Kaspa), base58 (Bitcoin, Litecoin, Monero …), hex
 *   (Ethereum), and any other run of 25 letters and digits: no word is that long, and a key may be.
 */
const PRIVATE_MARKS: readonly RegExp[] = [
  /[\p{L}\p{N}]{25,}/gu,
  /(?<![\da-f])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\da-f])/gi,
  /(?<![\da-f])(?:[\da-f]{4}\.){2}[\da-f]{4}(?![\da-f])/gi,
  /(?<![\p{L}\p{N}])[\da-f]{12}(?![\p{L}\p{N}])/giu,
  // Three groups are enough: 12:34:56 is no address, but nothing that we write holds one.
  /(?<![\da-z])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?:%\w+)?/gi,
  /(?<![\da-z])[\da-f]{0,4}::[\da-f]{0,4}(?:%\w+)?/gi,
  /(?<!\d)(?:\d{1,3}[.-]){3}\d{1,3}(?!\d)/g,
];

/** The text without them, in one line without signs that cannot be seen. */
export function withoutPrivateMarks(text: string): string {
  const line = text
    .normalize('NFKC')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
  return PRIVATE_MARKS.reduce((told, mark) => told.replaceAll(mark, '…'), line);
}
