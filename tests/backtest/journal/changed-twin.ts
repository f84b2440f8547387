import type { ChangeEffect } from '../../../src/domain/change-effect.ts';
import { changeEffects } from '../../../src/insight/journal/change-effects.ts';
import type { JournalQuarter } from '../../../src/insight/journal/journal-quarter.ts';
import { Random } from '../../../src/numerics/random.ts';
import { GAMMA_601, SUPRA_401 } from '../../../src/twin/miner-models.ts';
import { MinerTwin } from '../../../src/twin/miner-twin.ts';
import { roomTempAt } from '../../../src/twin/room.ts';

/** A simulated miner whose settings were changed, with what that truly did. */
export interface ChangedTwin {
  readonly effect: ChangeEffect;
  /** By how much the change truly moved each figure over the hours after it, as its figure is told. */
  readonly truth: Readonly<Record<TrueFigure, number>>;
  /** The difference of plain means before and after, and the half-width of its usual 95 % interval. */
  readonly naive: Readonly<Record<TrueFigure, { readonly change: number; readonly half: number }>>;
}

export const TRUE_FIGURES = ['hashrate', 'power', 'jPerTh', 'chipC'] as const;
export type TrueFigure = (typeof TRUE_FIGURES)[number];

const START_MS = Date.UTC(2026, 3, 6);
const STEP_S = 30;
const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const POOL = { host: 'pool.example', port: 3333, user: 'changed', difficulty: 1_000 };

/**
 * One miner over some days, changed in between, beside the same miner in the same weather that was not changed: their
 * difference is the truth.
 *
 * @param isNull nothing is changed at the moment of the change
 */
export function changedTwin(seed: number, isNull: boolean): ChangedTwin {
  const random = Random.labelled(seed, 'change');
  const beforeHours = 12 + Math.floor(84 * random.uniform());
  const afterHours = 8 + Math.floor(64 * random.uniform());
  const changeMs = START_MS + beforeHours * HOUR_MS;
  const endMs = changeMs + afterHours * HOUR_MS;
  const mhz = isNull ? 0 : Math.round((random.uniform() - 0.5) * 60);
  const mv = isNull ? 0 : Math.round((random.uniform() - 0.3) * 40);
  const changed = lived(seed, changeMs, endMs, { mhz, mv });
  const left = lived(seed, changeMs, endMs, { mhz: 0, mv: 0 });
  const [effect] = changeEffects(
    [{ id: 'change', atMs: changeMs, by: 'ours', kind: 'setting' }],
    changed.quarters,
    endMs,
  );
  if (!effect) throw new RangeError('one change has one effect');
  const settledMs = changeMs + 2 * QUARTER_MS;
  const after = (truths: readonly Truth[]) => truths.filter(({ atMs }) => atMs >= settledMs);
  const [is, was] = [meansOf(after(changed.truths)), meansOf(after(left.truths))];
  return {
    effect,
    truth: {
      hashrate: is.hashrate / was.hashrate - 1,
      power: is.power / was.power - 1,
      jPerTh: is.jPerTh / was.jPerTh - 1,
      chipC: is.chipC - was.chipC,
    },
    naive: naiveOf(changed.quarters, changeMs, settledMs),
  };
}

type Truth = { readonly atMs: number } & Readonly<Record<TrueFigure, number>>;

function lived(
  seed: number,
  changeMs: number,
  endMs: number,
  by: { readonly mhz: number; readonly mv: number },
): { readonly quarters: readonly JournalQuarter[]; readonly truths: readonly Truth[] } {
  const airC = roomTempAt({ meanC: 21, seasonK: 3, dayK: 1 + (seed % 3), wanderK: 2, seed });
  const twin = new MinerTwin({
    model: seed % 2 === 0 ? GAMMA_601 : SUPRA_401,
    firmware: 'v2.14.0',
    name: 'Changed',
    mac: '02:00:00:00:00:02',
    ipv4: '192.168.1.61',
    seed,
    startMs: START_MS,
    pools: [POOL, POOL],
    airC,
    uptimeS: 7_200,
  });
  const quarters: JournalQuarter[] = [];
  const truths: Truth[] = [];
  for (let atMs = START_MS; atMs < endMs; atMs += QUARTER_MS) {
    if (atMs === changeMs) {
      twin.settings.frequencyMhz += by.mhz;
      twin.settings.coreVoltageMv += by.mv;
    }
    const measured = new Means();
    const truth = new Means();
    for (let s = 0; s < 900; s += STEP_S) {
      twin.step(STEP_S);
      const { measured: told, state } = twin;
      measured.add([told.hashrateHs, told.inputW, told.chipMaxC, told.errorPercent, told.inputV, state.airC]);
      truth.add([state.hashrateHs, state.inputW, state.temps.chipC]);
    }
    const [hashrateHs, powerW, chipC, errorPercent, inputV, roomC] = measured.values();
    quarters.push({
      fromMs: atMs,
      steady: true,
      hashrateHs,
      powerW,
      chipC,
      errorPercent,
      inputV,
      airC: roomC,
    });
    const [hash = Number.NaN, power = Number.NaN, trueC = Number.NaN] = truth.values();
    truths.push({ atMs, hashrate: hash, power, jPerTh: power / (hash / 1e12), chipC: trueC });
  }
  return { quarters, truths };
}

class Means {
  readonly #sums: number[] = [];
  #count = 0;

  add(values: readonly number[]): void {
    this.#count += 1;
    for (const [place, value] of values.entries()) this.#sums[place] = (this.#sums[place] ?? 0) + value;
  }

  values(): readonly number[] {
    return this.#sums.map((sum) => sum / this.#count);
  }
}

function meansOf(truths: readonly Truth[]): Readonly<Record<TrueFigure, number>> {
  const mean = (figure: TrueFigure) =>
    truths.reduce((sum, each) => sum + each[figure], 0) / Math.max(1, truths.length);
  return { hashrate: mean('hashrate'), power: mean('power'), jPerTh: mean('jPerTh'), chipC: mean('chipC') };
}

/** Welch's interval about the difference of plain means, as if quarters knew nothing of each other. */
function naiveOf(
  quarters: readonly JournalQuarter[],
  changeMs: number,
  settledMs: number,
): ChangedTwin['naive'] {
  const difference = (of: (quarter: JournalQuarter) => number) => {
    const [was, is] = [
      quarters.filter(({ fromMs }) => fromMs < changeMs),
      quarters.filter(({ fromMs }) => fromMs >= settledMs),
    ].map((side) => {
      const values = side.map(of);
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
      return { mean, square: squares / (values.length - 1) / values.length };
    });
    if (!was || !is) throw new RangeError('there is a before and an after');
    return { change: is.mean - was.mean, half: 1.96 * Math.sqrt(was.square + is.square) };
  };
  const known = (value: number | undefined) => value ?? Number.NaN;
  return {
    hashrate: difference(({ hashrateHs }) => Math.log(known(hashrateHs))),
    power: difference(({ powerW }) => Math.log(known(powerW))),
    jPerTh: difference(({ powerW, hashrateHs }) => Math.log(known(powerW) / known(hashrateHs))),
    chipC: difference(({ chipC }) => known(chipC)),
  };
}
