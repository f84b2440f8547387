/**
 * What the owner knows of how a machine was bought and set up: age, warranty, pay-back and what stops with one breaker
 * need it. Absent is what is not known.
 */
export interface Purchase {
  /** The day it was bought, as its first moment in the house's zone, epoch ms. */
  readonly boughtAtMs?: number | undefined;
  /** What was paid, with shipping and tax. */
  readonly price?: number | undefined;
  /** ISO 4217: what {@link price} is in, the owner's currency when it was typed. */
  readonly currency?: string | undefined;
  /** How long its maker or seller answers for it, months. */
  readonly warrantyMonths?: number | undefined;
  /** The circuit of the house that it hangs on, as its owner calls it: all behind one breaker go out together. */
  readonly circuit?: string | undefined;
}

/** The first ASIC miners were sold in January 2013: nobody has an older one. */
const FIRST_ASIC_MS = Date.UTC(2013, 0, 1);
const DAY_MS = 86_400_000;
/** No machine for the home, new, costs more, in any currency that has about this worth. */
const MOST_PRICE = 1e9;
const MOST_WARRANTY_MONTHS = 120;
const LONGEST_CIRCUIT = 40;

export type PurchaseProblem = 'too-early' | 'in-future' | 'price' | 'warranty' | 'circuit';

/** What cannot be right about it; undefined where it can. */
export function purchaseProblem(
  { boughtAtMs, price, warrantyMonths, circuit = '' }: Purchase,
  nowMs: number,
): PurchaseProblem | undefined {
  if (boughtAtMs !== undefined && !(boughtAtMs >= FIRST_ASIC_MS - DAY_MS)) return 'too-early';
  if (boughtAtMs !== undefined && boughtAtMs > nowMs + DAY_MS) return 'in-future';
  if (price !== undefined && !(price >= 0 && price <= MOST_PRICE)) return 'price';
  const isWarranty = (months: number) =>
    Number.isInteger(months) && months >= 0 && months <= MOST_WARRANTY_MONTHS;
  if (warrantyMonths !== undefined && !isWarranty(warrantyMonths)) return 'warranty';
  return circuit.length > LONGEST_CIRCUIT ? 'circuit' : undefined;
}

/** When the warranty ends: the same day so many months later, or that month's last; undefined where either is unknown. */
export function warrantyEndMs({ boughtAtMs, warrantyMonths }: Purchase): number | undefined {
  if (boughtAtMs === undefined || warrantyMonths === undefined) return undefined;
  const bought = new Date(boughtAtMs);
  const end = new Date(boughtAtMs);
  end.setMonth(bought.getMonth() + warrantyMonths, 1);
  const lastDay = new Date(end.getFullYear(), end.getMonth() + 1, 0).getDate();
  end.setDate(Math.min(bought.getDate(), lastDay));
  return end.getTime();
}

/** Is nothing of it known? */
export function isUnknown({ boughtAtMs, price, warrantyMonths, circuit }: Purchase): boolean {
  return [boughtAtMs, price, warrantyMonths, circuit].every((each) => each === undefined);
}
