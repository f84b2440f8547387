import type { MinerIdentity } from './miner.ts';

/** Modes of Avalons for the home, by number. Canaan's names differ by model: the makers' pages of Q, Nano 3S and Mini 3. */
export function avalonModes({ model }: Pick<MinerIdentity, 'model'>): readonly string[] | undefined {
  if (/nano/i.test(model ?? '')) return ['Low', 'Medium', 'High'];
  if (/mini ?\d/i.test(model ?? '')) return ['Heating', 'Mining', 'Night'];
  return /(?:^|avalon|\s)Q\b/i.test(model ?? '') ? ['Eco', 'Standard', 'Super'] : undefined;
}

/** A working mode as its maker calls it: an Avalon tells its number, whatever else is told is a name already. */
export function workModeName(
  identity: Pick<MinerIdentity, 'family' | 'model'>,
  told: string | undefined,
): string | undefined {
  if (told === undefined || identity.family !== 'avalon') return told;
  return avalonModes(identity)?.[Number(told)] ?? told;
}
