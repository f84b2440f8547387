const POWER_OF_1000: Readonly<Record<string, number>> = {
  '': 0,
  K: 1,
  M: 2,
  G: 3,
  T: 4,
  P: 5,
  E: 6,
  Z: 7,
  Y: 8,
};

/** H/s in one of a unit that a pool names: `Gh/s` → 1e9, `TH/s`, `kHs`, `PH`. Powers of 1,000. */
export function rateUnitOf(unit: unknown): number | undefined {
  if (typeof unit !== 'string') return undefined;
  return powerOf(/^\s*([a-z]?)h(?:ash)?(?:es)?(?:\/?s(?:ec)?)?\s*$/i.exec(unit)?.[1]);
}

/**
 * A number with the suffix of its power of 1,000, as ckpool writes rates: `4.57G` → 4.57e9; `0` has none
 * (ckolivas/ckpool src/libckpool.c suffix_string). A plain number counts as it is.
 */
export function suffixedOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const [, digits = '', suffix] = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]?)\s*$/i.exec(value) ?? [];
  const scale = powerOf(suffix);
  return digits === '' || scale === undefined ? undefined : Number(digits) * scale;
}

function powerOf(prefix: string | undefined): number | undefined {
  const power = prefix === undefined ? undefined : POWER_OF_1000[prefix.toUpperCase()];
  return power === undefined ? undefined : 1000 ** power;
}
