import { parseScanRanges } from '../../domain/scan-range.ts';
import type { NetworkReport } from '../../domain/scan-report.ts';
import { findMiners } from '../../ui/text/en/find-miners.ts';

const text = findMiners.ranges;

/** Four doors an address, 256 knocks at a time, 0.9 s for one that nobody answers (the helper's `scanDoors`). */
const ADDRESSES_PER_SECOND = 71;

/** What stands in the field: how much there is to ask, or what is wrong with it. */
export type TypedRanges =
  | { readonly ranges: string; readonly hint: string }
  | { readonly problem: string; readonly unfinished: boolean };

/** Ranges as an owner types them, or in words why they cannot be looked through. */
export function typedRanges(typed: string, allowCarrier: boolean): TypedRanges {
  const plan = parseScanRanges(typed, { allowCarrier });
  if ('problem' in plan) {
    const words = text.problems[plan.problem];
    const unfinished =
      plan.problem === 'empty' || plan.problem === 'unreadable' || plan.problem === 'backwards';
    return { problem: typeof words === 'string' ? words : words(plan.found), unfinished };
  }
  const seconds = Math.max(1, Math.ceil(plan.addressCount / ADDRESSES_PER_SECOND));
  return { ranges: typed, hint: text.hint(plan.addressCount, seconds) };
}

/** The helper's networks as an owner would write them. */
export function suggestedRanges({ networks }: NetworkReport): string {
  return networks.map(({ range }) => range).join(', ');
}
