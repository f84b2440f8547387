import type { SourcesView } from '../../domain/sources-view.ts';

/** What a supplier tells that its connection costs, used or not. */
export interface ToldCharge {
  readonly perDay: number;
  readonly toldAtMs: number;
}

/** Octopus tells its charge in pounds, with VAT. */
const CURRENCY = 'GBP';

/**
 * The standing charge of the owner's Octopus tariff that holds at a moment, of the way of paying that most have.
 * Undefined where nobody told it, or it is not in the owner's currency: it is not converted, a tariff is billed in one.
 */
export function octopusCharge(
  figures: SourcesView['figures'],
  currency: string,
  nowMs: number,
): ToldCharge | undefined {
  const told = figures['charges:octopus'];
  if (!told || currency !== CURRENCY || !Array.isArray(told.value)) return undefined;
  const inForce = told.value.filter(isCharge).filter(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  const [first] = inForce.sort((a, b) => rank(a) - rank(b));
  return first && { perDay: first.perDay, toldAtMs: told.receivedAtMs };
}

interface Charge {
  readonly fromMs: number;
  readonly toMs: number;
  readonly perDay: number;
  readonly payment: string;
}

/** What is stored under a quantity is what its question reads; what another version stored may look otherwise. */
function isCharge(each: unknown): each is Charge {
  if (typeof each !== 'object' || each === null) return false;
  const { fromMs, toMs, perDay, payment } = each as Partial<Record<keyof Charge, unknown>>;
  const areNumbers = typeof fromMs === 'number' && typeof toMs === 'number' && typeof perDay === 'number';
  return areNumbers && Number.isFinite(perDay) && typeof payment === 'string';
}

function rank({ payment }: Charge): number {
  if (/^any/i.test(payment)) return 0;
  return /^direct.?debit$/i.test(payment) ? 1 : 2;
}
