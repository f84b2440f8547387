import type { ScheduleProblem, ScheduleUnit } from '../../src/insight/planning/schedule-problem.ts';
import type { Random } from '../../src/numerics/random.ts';

/** What a made-up problem of hours looks like. */
export interface SampleSize {
  readonly units: number;
  readonly slots: number;
  readonly modes: number;
  readonly scenarios?: number | undefined;
  /** Part of all units' power that two circuits, half of the units each, may draw; absent: no circuits. */
  readonly circuitPart?: number | undefined;
  /** Sun up to this part of all units' power, worth having. */
  readonly solarPart?: number | undefined;
  readonly leastRunSlots?: number | undefined;
  readonly leastRestSlots?: number | undefined;
}

/** A made-up problem: prices that go by the hour, miners of different worth, circuits and sun. Money per kWh about 0.1. */
export function sampleProblem(size: SampleSize, random: Random): ScheduleProblem {
  const { units: count, slots, scenarios = 1 } = size;
  const prices = Array.from({ length: scenarios }, () => dayPrices(slots, random));
  const units = Array.from({ length: count }, () => sampleUnit(size, prices, random));
  const all = [...units.keys()];
  const mostW = units.reduce((sum, { powerW }) => sum + (powerW.at(-1) ?? 0), 0);
  const half = Math.ceil(count / 2);
  const circuits = size.circuitPart === undefined ? [] : [all.slice(0, half), all.slice(half)];
  return {
    slots,
    units,
    limits: circuits
      .filter((members) => members.length > 0)
      .map((members) => {
        const limit = members.reduce((sum, place) => sum + (units[place]?.powerW.at(-1) ?? 0), 0);
        return { members, limitW: new Float64Array(slots).fill(limit * (size.circuitPart ?? 1)) };
      }),
    bonuses:
      size.solarPart === undefined
        ? []
        : [
            {
              members: all,
              firstW: Float64Array.from({ length: slots }, (_, t) =>
                Math.max(0, (size.solarPart ?? 0) * mostW * Math.sin((2 * Math.PI * ((t % 24) - 6)) / 24)),
              ),
              moneyPerW: Float64Array.from({ length: slots }, () => 0.00005 * random.uniform()),
            },
          ],
  };
}

function dayPrices(slots: number, random: Random): Float64Array {
  const level = 0.08 + 0.04 * random.uniform();
  return Float64Array.from(
    { length: slots },
    (_, t) => level + 0.05 * Math.sin((2 * Math.PI * (t - 8)) / 12) + 0.02 * random.normal(),
  );
}

function sampleUnit(
  { slots, modes, leastRunSlots = 1, leastRestSlots = 1 }: SampleSize,
  prices: readonly Float64Array[],
  random: Random,
): ScheduleUnit {
  const fullW = 500 + 2_500 * random.uniform();
  const earnedPerKwh = 0.07 + 0.06 * random.uniform();
  const powerW = Array.from({ length: modes }, (_, k) => (k === 0 ? 5 : (fullW * (k + 2)) / (modes + 1)));
  // Less for each further watt, as on a true frontier.
  const earned = powerW.map((power, k) => (k === 0 ? 0 : earnedPerKwh * power * (1.12 - 0.06 * k)) / 1_000);
  const switchCost = new Float64Array(slots * modes * modes);
  for (let t = 0; t < slots; t++)
    for (let from = 0; from < modes; from++)
      for (let to = 1; to < modes; to++)
        if (from !== to)
          switchCost[(t * modes + from) * modes + to] = (earned[to] ?? 0) * (from === 0 ? 0.1 : 0.02);
  const before = Math.floor(random.uniform() * modes);
  return {
    powerW,
    worth: prices.map((price) =>
      Float64Array.from({ length: slots * modes }, (_, i) => {
        const [t, mode] = [Math.floor(i / modes), i % modes];
        return (earned[mode] ?? 0) - ((price[t] ?? 0) * (powerW[mode] ?? 0)) / 1_000;
      }),
    ),
    allowed: new Uint8Array(slots * modes).fill(1),
    switchCost,
    runSlots: new Uint8Array(slots).fill(leastRunSlots),
    restSlots: new Uint8Array(slots).fill(leastRestSlots),
    before,
    lockedSlots: 0,
    breakCost: 10,
  };
}
