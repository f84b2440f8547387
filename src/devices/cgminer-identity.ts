import { type Algorithm, type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { RawRecord } from './raw-record.ts';

/** Who a cgminer is, by `version`, the first section of `stats`, and what its web side tells without a password. */
export function cgminerIdentity(
  version: RawRecord | undefined,
  first: RawRecord | undefined,
  system: RawRecord,
): MinerIdentity {
  const model =
    version?.text('Type') ?? first?.text('Type') ?? version?.text('PROD') ?? system.text('minertype');
  const firmware = version?.text('CompileTime') ?? first?.text('CompileTime');
  return {
    family: 'cgminer',
    mac: normaliseMac(version?.text('MAC') ?? system.text('macaddr') ?? ''),
    make: makeOf(model, firmware !== undefined),
    model,
    firmware: firmware ?? version?.text('CGMiner') ?? version?.text('BMMiner'),
    hostname: system.text('hostname'),
    algorithm: algorithmOf(model),
  };
}

/** The first word; an early Antminer calls itself by its series alone (`S5`), and tells when it was compiled. */
function makeOf(model: string | undefined, toldCompileTime: boolean): string | undefined {
  if (toldCompileTime && /^[SLTZ]\d/.test(model ?? '')) return 'Antminer';
  return model?.split(' ')[0];
}

/** Series of hardware that hash something else than SHA-256, by the names their makers give them. */
const SERIES: readonly (readonly [Algorithm, RegExp])[] = [
  ['scrypt', /\bHammer D10\b|\bL(3|5|7|9|11)(?![0-9a-z])|\bDG(1|2|\b)/i],
  ['equihash', /\bZ(9|11|15)(?![0-9])/i],
  ['kheavyhash', /\bKS\d/i],
  ['x11', /\bD[3579]\b/i],
  ['etchash', /\bE(3|9|11)\b/i],
  ['blake2b-sia', /\bA3\b/i],
  ['blake2s', /\bKA3\b/i],
  ['blake3', /\bAL[13]\b/i],
  ['eaglesong', /\bK[57]\b/i],
  ['handshake', /\bHS3\b/i],
  ['randomx', /\bX[59]\b/i],
  ['other', /\b(B[37]|DR[35]|X[37])\b/i],
];

/** What a model hashes, by its name; SHA-256 where the name says nothing else. */
export function algorithmOf(model: string | undefined): Algorithm {
  return SERIES.find(([, names]) => names.test(model ?? ''))?.[0] ?? 'sha256';
}

/** Water-cooled models call themselves `Antminer S21 XP Hyd.`; they have no fans, whatever they count. */
export function isHydro(model: string | undefined): boolean {
  return /\bhyd(?:ro)?\b/i.test(model ?? '');
}
