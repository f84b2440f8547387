import type { Algorithm } from './miner.ts';

/** Words in lower case without anything but letters and digits, by what they mean. */
const WORDS: Readonly<Record<Exclude<Algorithm, 'other'>, RegExp>> = {
  sha256: /^sha256(d|dt|asicboost|ab)?$/,
  scrypt: /^scrypt(ltc)?$/,
  // Zcash's own parameters; 144,5 and the other ones are hashed by none of the ASICs that hash these.
  equihash: /^equihash(2009|zec)?$/,
  kheavyhash: /^(kheavyhash|kaspa)$/,
  'blake2b-sia': /^(blake2bsia|blake2bsc|sia|siacoin)$/,
  blake2s: /^(blake2s|kadena|blake2skadena)$/,
  blake3: /^(blake3|blake3alephium|blake3alph|alephium)$/,
  eaglesong: /^eaglesong$/,
  etchash: /^etchash$/,
  handshake: /^(handshake|hns|blake2bsha3|blake2bblake2s)$/,
  randomx: /^(randomx|randomxmonero|rx0)$/,
  x11: /^x11(dash)?$/,
};

/**
 * Our name of the hash function that a provider names in its own way: `SHA-256`, `SHA256ASICBOOST`, `Equihash (200,9)`,
 * `KHeavyHash`. What no ASIC of ours hashes, and what nobody has heard of, is `other`: `scrypt-n` is no scrypt.
 */
export function algorithmOf(word: string): Algorithm {
  const bare = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const found = Object.entries(WORDS).find(([, words]) => words.test(bare));
  return isAlgorithm(found?.[0]) ? found[0] : 'other';
}

function isAlgorithm(word: string | undefined): word is Exclude<Algorithm, 'other'> {
  return word !== undefined && word in WORDS;
}
