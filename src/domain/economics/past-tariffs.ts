import type { Span } from './covered-span.ts';
import type { Tariff } from './tariff.ts';

/** A tariff that was in force until the owner set another, money in the currency of the settings. */
export interface PastTariff {
  readonly tariff: Tariff;
  readonly untilMs: number;
}

/** A stretch of time under one tariff. */
export interface TariffSpan extends Span {
  readonly tariff: Tariff;
  /** When it was replaced; absent for the one of now. */
  readonly untilMs?: number | undefined;
}

/** Of the owner's settings what says which tariff was in force when. */
export interface KnownTariffs {
  readonly tariff: Tariff;
  readonly pastTariffs: readonly PastTariff[];
}

const DAY_MS = 86_400_000;

/**
 * The past tariffs after a change of settings. Only what stood for a day counts as having been in force: what is typed
 * passes through many tariffs, and is mended. An example was none; and sums of another currency say nothing any more.
 */
export function pastTariffsAfter(
  before: KnownTariffs & { readonly currency: string; readonly tariffIsExample: boolean },
  change: { readonly currency?: string | undefined; readonly tariff?: Tariff | undefined },
  nowMs: number,
): readonly PastTariff[] {
  const { pastTariffs, tariff } = before;
  if (change.currency !== undefined && change.currency !== before.currency) return [];
  if (change.tariff === undefined || before.tariffIsExample || isSame(change.tariff, tariff))
    return pastTariffs;
  const last = pastTariffs.at(-1);
  if (last === undefined || nowMs - last.untilMs >= DAY_MS)
    return [...pastTariffs, { tariff, untilMs: nowMs }];
  // Taken back within the day: it never ended.
  return isSame(change.tariff, last.tariff) ? pastTariffs.slice(0, -1) : pastTariffs;
}

/** Which tariff was in force when, within a time, in order and without gap. */
export function tariffSpans(
  { tariff, pastTariffs }: KnownTariffs,
  { fromMs, toMs }: Span,
): readonly TariffSpan[] {
  const spans: TariffSpan[] = [];
  let atMs = fromMs;
  for (const past of [...pastTariffs].sort((one, other) => one.untilMs - other.untilMs)) {
    if (past.untilMs <= atMs) continue;
    if (atMs >= toMs) break;
    spans.push({ fromMs: atMs, toMs: Math.min(toMs, past.untilMs), ...past });
    atMs = past.untilMs;
  }
  return atMs < toMs ? [...spans, { fromMs: atMs, toMs, tariff }] : spans;
}

function isSame(one: Tariff, other: Tariff): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
