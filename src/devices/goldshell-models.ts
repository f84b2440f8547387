import type { Algorithm } from '../domain/miner.ts';

/**
 * Series by what they hash, from Goldshell's product pages; a name begins with `Goldshell-`. LBRY, Starcoin, Aleo and
 * others have an algorithm without a unit of its own.
 */
const SERIES: readonly (readonly [Algorithm, RegExp])[] = [
  ['blake2b-sia', /^SC/],
  ['eaglesong', /^CK/],
  ['blake2s', /^KD/],
  ['kheavyhash', /^(?:E?KA)/],
  ['blake3', /^(?:E?AL)/],
  ['scrypt', /^(?:LT|MINIDOGE|E?DG|DOGE|X5)/],
];

/** Hardware for Handshake does Siacoin as well: its settings tell which of the two. */
const HANDSHAKE = /^HS/;

/** What the algorithms are called in `/mcb/algosetting`: `blake2b(SC)`, `blake2bsha3(HNS)`. */
const NAMES: readonly (readonly [Algorithm, RegExp])[] = [
  ['handshake', /HNS|handshake|sha3/i],
  ['blake2b-sia', /blake2b|\bSC\b|sia/i],
  ['eaglesong', /eaglesong|CKB/i],
  ['blake2s', /blake2s|KDA|kadena/i],
  ['kheavyhash', /heavyhash|KAS/i],
  ['blake3', /blake3|ALPH/i],
  ['scrypt', /scrypt|LTC|DOGE/i],
];

/** The algorithm that follows from the model alone; undefined where its settings must tell. */
export function algorithmOfModel(model: string | undefined): Algorithm | undefined {
  const name = series(model);
  return SERIES.find(([, names]) => names.test(name))?.[0];
}

/** By the name of the algorithm that is selected, else by the model. */
export function algorithmOf(model: string | undefined, selected: string | undefined): Algorithm {
  const named = NAMES.find(([, names]) => names.test(selected ?? ''))?.[0];
  return algorithmOfModel(model) ?? named ?? (HANDSHAKE.test(series(model)) ? 'handshake' : 'other');
}

/** `Goldshell-SC5ProⅡ`, `Goldshell-KD_BOX`, `Goldshell HS5` → `SC5PROⅡ`, `KDBOX`, `HS5`. */
function series(model: string | undefined): string {
  return (model ?? '')
    .toUpperCase()
    .replaceAll(/[\s_-]/g, '')
    .replace(/^GOLDSHELL/, '');
}
