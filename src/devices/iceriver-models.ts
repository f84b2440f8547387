import type { Algorithm } from '../domain/miner.ts';
import type { RawRecord } from './raw-record.ts';

/** What firmware calls these models in its own name (asic-rs `asic-rs-makes/iceriver/src/models.rs`). */
const NUMBERED: ReadonlyMap<string, string> = new Map([
  ['10306', 'AL3'],
  ['11304', 'KS7'],
]);

/** `model`, else what the name of the firmware ends with: `ICM168_3_2_10_ks5L_miner`, `…_ks0ultraminer`. */
export function modelOf(data: RawRecord): string | undefined {
  const model = data.text('model');
  if (model !== undefined && !/^(?:none|\(?null\)?)$/i.test(model)) return model;
  const words = (data.text('softver1') ?? '').split('_');
  const last = words.at(-1)?.replace(/miner$/i, '') || words.at(-2);
  if (last === undefined || last === '') return undefined;
  return NUMBERED.get(last) ?? last.toUpperCase();
}

/** Series by coin: Kaspa, Alephium; Radiant, Aleo and others have an algorithm without a unit of its own. */
const SERIES: readonly (readonly [Algorithm, RegExp])[] = [
  ['kheavyhash', /\bKS\d/i],
  ['blake3', /\bAL\d/i],
];

const NAMES: ReadonlyMap<string, Algorithm> = new Map([
  ['kheavyhash', 'kheavyhash'],
  ['kaspa', 'kheavyhash'],
  ['kas', 'kheavyhash'],
  ['blake3', 'blake3'],
  ['alph', 'blake3'],
]);

/** By the algorithm or coin that the firmware names, else by the series. */
export function algorithmOf(told: string | undefined, model: string | undefined): Algorithm {
  const named = NAMES.get((told ?? '').toLowerCase());
  return named ?? SERIES.find(([, series]) => series.test(model ?? ''))?.[0] ?? 'other';
}
