import { ABSENT, decimal, isPresent, NBSP, places } from './decimal.ts';

const LETTERS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/**
 * Registers read as difficulties: all ones, or one more. AxeOS users keep seeing a best share of 4.29 G (ESP-Miner
 * #111), Antminer firmware tells 2^64 − 1 for "none yet".
 */
const ARTEFACTS: ReadonlySet<number> = new Set([2 ** 32 - 1, 2 ** 32, 2 ** 64]);

/** Is this a register full of ones and no difficulty? */
export function isRegisterArtefact(difficulty: number): boolean {
  return ARTEFACTS.has(difficulty);
}

/** `1.20 G`, `512`: K M G T P with two decimals, as AxeOS writes it. Register artefacts are absent. */
export function formatDifficulty(difficulty: number | undefined, locale?: string): string {
  if (!isPresent(difficulty) || isRegisterArtefact(difficulty)) return ABSENT;
  // 999 995 is 1.00 M: rounding to two decimals decides the letter.
  const step = Math.max(
    0,
    LETTERS.findLastIndex((_, index) => difficulty / 1000 ** index >= 0.999995),
  );
  if (step === 0) return decimal(difficulty, { maximumFractionDigits: difficulty < 10 ? 2 : 0 }, locale);
  return `${decimal(difficulty / 1000 ** step, places(2), locale)}${NBSP}${LETTERS[step] ?? ''}`;
}

/** `1 204 555 901`: the whole number, for the tip beside the short one. */
export function formatFullDifficulty(difficulty: number | undefined, locale?: string): string {
  if (!isPresent(difficulty) || isRegisterArtefact(difficulty)) return ABSENT;
  return decimal(difficulty, { maximumFractionDigits: 0 }, locale);
}
