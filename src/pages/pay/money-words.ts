import { formatMoney } from '../../ui/format/money.ts';

/** `−€0.11/day`; a tenth or less gets a third decimal, because a small miner's day would be rounded away. */
export function moneyADay(amount: number | undefined, currency: string): string {
  return formatMoney(amount, { currency, per: 'day', ...decimals(amount) });
}

/** `+€0.032`, with the plus written where gain and loss stand side by side. */
export function signedMoney(amount: number | undefined, currency: string): string {
  return formatMoney(amount, { currency, sign: 'always', ...decimals(amount) });
}

/** The same without the time. */
export function money(amount: number | undefined, currency: string): string {
  return formatMoney(amount, { currency, ...decimals(amount) });
}

function decimals(amount: number | undefined): { readonly decimals?: number } {
  return amount !== undefined && amount !== 0 && Math.abs(amount) < 0.1 ? { decimals: 3 } : {};
}
