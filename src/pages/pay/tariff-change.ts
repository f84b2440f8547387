import type { Tariff } from '../../domain/economics/tariff.ts';
import type { TariffProblem } from '../../domain/economics/tariff-problem.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';

/** What each part of the editor gets: the draft, and the ways to change it. */
export interface TariffChange<Edited extends Tariff> {
  readonly tariff: Edited;
  readonly currency: string;
  readonly problems: readonly TariffProblem[];
  /** Counts with it at once. */
  readonly preview: (tariff: Tariff) => void;
  /** Counts with it, and keeps it. */
  readonly keep: (tariff: Tariff) => void;
}

/** A price that has yet to be filled in is shown as none. */
export function known(price: number): number | undefined {
  return Number.isNaN(price) ? undefined : price;
}

/** Says what is wrong with a price. */
export function notNegative(value: number): string | undefined {
  return value < 0 ? text.problems.negative : undefined;
}

/** Says what is wrong with a percentage. */
export function percentProblem(value: number): string | undefined {
  if (value < 0) return text.negative;
  return value > 100 ? text.tooLargePercent : undefined;
}

/** What is wrong below a path of the tariff, in words: its first problem. */
export function problemBelow(problems: readonly TariffProblem[], path: string): string | undefined {
  const found = problems.find(({ field }) => field === path || field.startsWith(`${path}.`));
  return found && text.problems[found.problem];
}
