import type { PriceAdditions } from '../../domain/economics/price-additions.ts';
import type { Tariff, TariffPeriod, TimeOfUseTariff } from '../../domain/economics/tariff.ts';

/** Minutes after midnight as a clock input writes them: 1020 → "17:00". Midnight at the end of a day is "00:00". */
export function clockText(minute: number): string {
  const inDay = minute % 1440;
  const two = (count: number) => String(count).padStart(2, '0');
  return `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`;
}

/** The other way; NaN for an empty or broken clock, which the tariff's check then names. */
export function clockMinute(text: string): number {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})/.exec(text) ?? [];
  return hours === undefined ? Number.NaN : Number(hours) * 60 + Number(minutes);
}

/**
 * The same prices by another kind of tariff, so that nothing typed is lost by looking at the other: prices come back as
 * they were left, the terms of the contract stay as they are now.
 *
 * @param before what the other kind was like when it was left
 */
export function asKind(tariff: Tariff, kind: Tariff['kind'], before: Tariff | undefined): Tariff {
  const { terms } = tariff;
  if (tariff.kind === kind) return tariff;
  if (before?.kind === kind) return before.terms === terms ? before : { ...before, terms };
  // What the owner counts with where no market price is known holds everything already.
  const additions = tariff.kind === 'spot' && kind !== 'spot' ? undefined : tariff.additions;
  const contract = { ...(additions && { additions }), ...(terms && { terms }) };
  // A market is nothing that a price can be turned into: who tells it has to be chosen.
  if (kind === 'spot') return { kind, provider: '', ...contract };
  const pricePerKwh = onePriceOf(tariff);
  return kind === 'flat' ? { kind, pricePerKwh, ...contract } : { ...asTimeOfUse(pricePerKwh), ...contract };
}

/** The price that most of a tariff's hours have; NaN, to be filled in, where a market makes it. */
function onePriceOf(tariff: Tariff): number {
  if (tariff.kind === 'spot') return tariff.fallbackPerKwh ?? Number.NaN;
  return tariff.kind === 'flat' ? tariff.pricePerKwh : tariff.basePerKwh;
}

/** The tariff with other additions; with none at all where nothing comes on top. */
export function withAdditions(tariff: Tariff, change: Partial<PriceAdditions>): Tariff {
  const { additions: before = NO_ADDITIONS, ...prices } = tariff;
  const additions = { ...before, ...change };
  const isNothing = Object.values(additions).every((amount) => amount === 0);
  return isNothing ? prices : { ...prices, additions };
}

const NO_ADDITIONS: PriceAdditions = { surchargePerKwh: 0, leviesPerKwh: 0, vatFraction: 0 };

/** A dear evening is what most such tariffs have; both prices begin at the one that was there. */
function asTimeOfUse(pricePerKwh: number): TimeOfUseTariff {
  return {
    kind: 'time-of-use',
    basePerKwh: pricePerKwh,
    periods: [{ fromMinute: 17 * 60, toMinute: 20 * 60, pricePerKwh }],
  };
}

/** One more period, an hour after the last one ends. */
export function withPeriod(tariff: TimeOfUseTariff): TimeOfUseTariff {
  const fromMinute = ((tariff.periods.at(-1)?.toMinute ?? 21 * 60) + 60) % 1440;
  const period = { fromMinute, toMinute: (fromMinute + 120) % 1440, pricePerKwh: tariff.basePerKwh };
  return { ...tariff, periods: [...tariff.periods, period] };
}

/** The tariff with another form of the period at `index`; the others stay. */
export function changePeriod(
  tariff: TimeOfUseTariff,
  index: number,
  change: Partial<TariffPeriod>,
): TimeOfUseTariff {
  const periods = tariff.periods.map((period, i) => (i === index ? { ...period, ...change } : period));
  return { ...tariff, periods };
}

/** The tariff without the period at `index`. */
export function withoutPeriod(tariff: TimeOfUseTariff, index: number): TimeOfUseTariff {
  return { ...tariff, periods: tariff.periods.toSpliced(index, 1) };
}

/** The period one place up: where two overlap the upper one counts. */
export function raisePeriod(tariff: TimeOfUseTariff, index: number): TimeOfUseTariff {
  const period = tariff.periods[index];
  if (!period || index === 0) return tariff;
  return { ...tariff, periods: tariff.periods.toSpliced(index, 1).toSpliced(index - 1, 0, period) };
}

/** A weekday in or out; all seven are written as none chosen, which means every day. */
export function toggleWeekday(period: TariffPeriod, weekday: number): TariffPeriod {
  return { ...period, weekdays: toggled(period.weekdays, weekday, 7) };
}

/**
 * A month in or out, 1 = January; all twelve are written as undefined, which means every month.
 *
 * @param chosen all where absent
 */
export function toggleMonth(
  chosen: readonly number[] | undefined,
  month: number,
): readonly number[] | undefined {
  return toggled(chosen, month, 12);
}

function toggled(
  chosen: readonly number[] | undefined,
  place: number,
  count: number,
): readonly number[] | undefined {
  const before = chosen ?? Array.from({ length: count }, (_, i) => i + 1);
  const next = before.includes(place)
    ? before.filter((each) => each !== place)
    : [...before, place].sort((a, b) => a - b);
  return next.length === count ? undefined : next;
}

/** One holiday more, in order, each once. */
export function withHoliday(tariff: TimeOfUseTariff, date: string): TimeOfUseTariff {
  return { ...tariff, holidays: [...new Set([...(tariff.holidays ?? []), date])].sort() };
}

/** One less; without any, as a tariff that has none. */
export function withoutHoliday({ holidays = [], ...tariff }: TimeOfUseTariff, date: string): TimeOfUseTariff {
  const left = holidays.filter((each) => each !== date);
  return left.length > 0 ? { ...tariff, holidays: left } : tariff;
}
