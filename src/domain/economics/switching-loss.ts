import { unpaidDays } from './pplns-window.ts';

/** What changing the coin or the pool costs. */
export interface Switching {
  /** Minutes in which nothing is earned: restart, tuning, first shares. */
  readonly lostMinutes: number;
  /** Window of the new pool, days of its work; 0 where shares are paid. */
  readonly newWindowDays?: number | undefined;
  /** Window of the old pool that goes on paying after leaving, days. */
  readonly oldWindowDays?: number | undefined;
  /** Left behind at the old pool for good, money: see `strandedBalance`. */
  readonly stranded?: number | undefined;
}

/** What a horizon brings after a switch, in the same money as the rates. */
export interface SwitchWorth {
  /** Received within the horizon after switching, the old pool's last payments counted. */
  readonly received: number;
  /** What is short of the full new income: minutes lost, income not yet paid, money left behind. */
  readonly loss: number;
  /** Against staying. */
  readonly gain: number;
  /** Days after which the switch has brought as much as staying; undefined if the new one earns no more. */
  readonly evenAfterDays: number | undefined;
}

/**
 * Received in t days: the new income without the lost minutes and without what its window has not yet paid, and from the
 * old window half of its length of the old income (economics sections 5 and 8: switching needs a minimum time).
 *
 * @param oldPerDay net income a day before, money
 * @param newPerDay net income a day after
 */
export function switchWorth(
  oldPerDay: number,
  newPerDay: number,
  horizonDays: number,
  { lostMinutes, newWindowDays = 0, oldWindowDays = 0, stranded = 0 }: Switching,
): SwitchWorth {
  const mined = Math.max(0, horizonDays - lostMinutes / 1440);
  const tail = oldPerDay * unpaidDays(oldWindowDays, oldWindowDays);
  const received = newPerDay * (mined - unpaidDays(mined, newWindowDays)) + tail - stranded;
  // From a full window on the shortfall stands still, so that the time to catch up is a division.
  const fixedLoss = newPerDay * (lostMinutes / 1440 + newWindowDays / 2) + stranded - tail;
  const more = newPerDay - oldPerDay;
  return {
    received,
    loss: newPerDay * horizonDays - received,
    gain: received - oldPerDay * horizonDays,
    evenAfterDays: more > 0 ? Math.max(0, fixedLoss / more) : undefined,
  };
}
