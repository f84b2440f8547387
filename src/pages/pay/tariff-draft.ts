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

/** The same prices by another kind of tariff, so that nothing typed is lost by looking at the other. */
export function asKind(tariff: Tariff, kind: Tariff['kind'], before: Tariff | undefined): Tariff {
  if (tariff.kind === kind) return tariff;
  if (before?.kind === kind) return before;
  const { terms } = tariff;
  // What the owner counts with where no market price is known holds everything already.
  const additions = tariff.kind === 'spot' ? undefined : tariff.additions;
  const contract = { ...(additions && { additions }), ...(terms && { terms }) };
  const pricePerKwh = onePriceOf(tariff);
  // A market is nothing that a price can be turned into: it has to be chosen.
  if (kind === 'spot') return tariff;
  return kind === 'flat' ? { kind, pricePerKwh, ...contract } : { ...asTimeOfUse(pricePerKwh), ...contract };
}

/** The price that most of a tariff's hours have; NaN, to be filled in, where a market makes it. */
function onePriceOf(tariff: Tariff): number {
  if (tariff.kind === 'spot') return tariff.fallbackPerKwh ?? Number.NaN;
  return tariff.kind === 'flat' ? tariff.pricePerKwh : tariff.basePerKwh;
}

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
  const chosen = period.weekdays ?? [1, 2, 3, 4, 5, 6, 7];
  const next = chosen.includes(weekday)
    ? chosen.filter((each) => each !== weekday)
    : [...chosen, weekday].sort((a, b) => a - b);
  return { ...period, weekdays: next.length === 7 ? undefined : next };
}
