import { numberOf } from './fields.ts';

/** A price, a rate, a difficulty: more than nothing. Providers write 0 or −1 where they do not know. */
export function positiveOf(value: unknown, scale = 1): number | undefined {
  const amount = numberOf(value, scale);
  return amount !== undefined && amount > 0 ? amount : undefined;
}

/** A height, a count of blocks: a whole number, not negative. */
export function countOf(value: unknown): number | undefined {
  const count = numberOf(value);
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
