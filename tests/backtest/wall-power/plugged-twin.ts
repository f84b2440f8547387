import { type MeteredPair, withStretch } from '../../../src/domain/metered-pairs.ts';
import type { PlugReading } from '../../../src/domain/plug-reading.ts';
import { onWall, type WallCurve } from '../../../src/domain/wall-curve.ts';
import { SteadyStretches } from '../../../src/domain/watch/steady-stretches.ts';
import { Random } from '../../../src/numerics/random.ts';
import { GAMMA_601 } from '../../../src/twin/miner-models.ts';
import { MinerTwin } from '../../../src/twin/miner-twin.ts';
import { roomTempAt } from '../../../src/twin/room.ts';
import { type SupplyKind, simulatedSupply } from './simulated-supply.ts';

/** A simulated Gamma behind a plug that is off by up to 1.5 %, and what was seen of both. */
export interface PluggedTwin {
  /** What its owner read off the plug by hand, once at each of the first three clocks. */
  readonly readings: readonly PlugReading[];
  /** What was gathered by itself over all clocks. */
  readonly pairs: readonly MeteredPair[];
  /** The greatest error of a curve between 40 and 110 % of the power at the stock clock, as a part. */
  readonly errorOf: (curve: WallCurve) => number;
}

const START_MS = Date.UTC(2026, 3, 6);
const POLL_S = 15;
const POOL = { host: 'pool.example', port: 3333, user: 'plugged', difficulty: 1_000 };
/** MHz and mV, two hours each. */
const CLOCKS = [
  [300, 1_050],
  [420, 1_100],
  [525, 1_150],
  [360, 1_060],
  [475, 1_120],
] as const;
const READ_BY_HAND = 3;
const POLLS_A_CLOCK = 480;

export function pluggedTwin(kind: SupplyKind, seed: number): PluggedTwin {
  const random = Random.labelled(seed, `plugged ${kind}`);
  const supply = simulatedSupply(kind, seed);
  const gain = 1 + 0.015 * (2 * random.uniform() - 1);
  const twin = new MinerTwin({
    model: GAMMA_601,
    firmware: 'v2.14.0',
    name: 'Plugged',
    mac: '02:00:00:00:00:03',
    ipv4: '192.168.1.62',
    seed,
    startMs: START_MS,
    pools: [POOL, POOL],
    airC: roomTempAt({ meanC: 21, seasonK: 3, dayK: 2, wanderK: 2, seed }),
    uptimeS: 7_200,
  });
  // The same shape of supply, made for this miner: its losses are those at the same part of its load.
  const wallW = (inputW: number) => (supply.wallW((inputW / FULL_W) * supply.fullW) / supply.fullW) * FULL_W;
  const stretches = new SteadyStretches();
  const readings: PlugReading[] = [];
  let pairs: readonly MeteredPair[] = [];
  for (const [place, [frequencyMhz, coreVoltageMv]] of CLOCKS.entries()) {
    twin.settings.frequencyMhz = frequencyMhz;
    twin.settings.coreVoltageMv = coreVoltageMv;
    for (let poll = 0; poll < POLLS_A_CLOCK; poll++) {
      twin.step(POLL_S);
      const atMs = START_MS + 1_000 * POLL_S * (place * POLLS_A_CLOCK + poll);
      const deviceW = twin.measured.inputW;
      const shownW = wallW(twin.state.inputW) * gain * (1 + 0.003 * random.normal());
      const stretch = stretches.add({ atMs, deviceW, wallW: shownW });
      pairs = (stretch && withStretch(pairs, stretch)) ?? pairs;
      if (poll === POLLS_A_CLOCK / 2 && place < READ_BY_HAND)
        readings.push({ atMs, deviceW, wallW: Math.round(10 * shownW) / 10 });
    }
  }
  const errorOf = (curve: WallCurve) =>
    Math.max(
      ...Array.from({ length: 15 }, (_, step) => {
        const inputW = FULL_W * (0.4 + 0.05 * step);
        return Math.abs(onWall(curve, inputW).powerW / wallW(inputW) - 1);
      }),
    );
  return { readings, pairs, errorOf };
}

/** About what a Gamma draws at its stock clock, W. */
const FULL_W = 18;
