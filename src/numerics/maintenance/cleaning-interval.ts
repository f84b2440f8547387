/** A loss that grows while nobody does anything about it, and what it costs to begin anew. */
export interface CleaningAsk {
  /** How much the loss per day grows each day, money/day². */
  readonly lossGrowthPerDay: number;
  /** What one cleaning costs: work, and what is not earned meanwhile. */
  readonly cleaningCost: number;
}

/**
 * Days between two cleanings that cost least together with the loss in between: of a loss that grows steadily by g a
 * day, T days cost g·T²/2 and one cleaning C, so the cost per day C/T + g·T/2 is least at T = √(2C/g) (the square-root
 * law of the economic order quantity: Harris, Factory 10, 1913). Infinity where nothing grows.
 *
 * @throws RangeError for a cost below 0
 */
export function cleaningIntervalDays({ lossGrowthPerDay, cleaningCost }: CleaningAsk): number {
  if (!(cleaningCost >= 0)) throw new RangeError(`a cleaning does not cost ${cleaningCost}`);
  return lossGrowthPerDay > 0 ? Math.sqrt((2 * cleaningCost) / lossGrowthPerDay) : Number.POSITIVE_INFINITY;
}

/**
 * What it costs to clean `waitDays` later than on the best day, money: both before and after it the loss and the
 * cleaning are as they are, so only what is lost above the best day's rate counts, g·w²/2.
 */
export function costOfCleaningLate({ lossGrowthPerDay }: CleaningAsk, waitDays: number): number {
  return (Math.max(0, lossGrowthPerDay) * Math.max(0, waitDays) ** 2) / 2;
}
