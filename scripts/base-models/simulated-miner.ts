import { Random } from '../../src/numerics/random.ts';
import type { Fault } from '../../src/twin/faults.ts';
import type { MinerModel } from '../../src/twin/miner-model.ts';
import {
  GAMMA_601,
  M30S_PP,
  NANO_3S,
  NERDQAXE_PP,
  S19J_PRO,
  SUPRA_401,
} from '../../src/twin/miner-models.ts';
import { MinerTwin } from '../../src/twin/miner-twin.ts';
import { roomTempAt } from '../../src/twin/room.ts';
import { MILD_WEATHER, weatherSpellAt } from '../../src/twin/weather.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MODELS = [GAMMA_601, SUPRA_401, NERDQAXE_PP, NANO_3S, S19J_PRO, M30S_PP] as const;
/** What is drawn while the chips rest is as little as this of the whole. */
const QUIET_CLOCK = 0.8;

/** Means of each hour of one miner; NaN where it did not answer. */
export interface MinerHours {
  readonly startMs: number;
  readonly hashrateHs: Float64Array;
  readonly powerW: Float64Array;
}

/** What its owner does day by day: half of them nothing. Hours of the day are UTC. */
type Habit = 'none' | 'quiet nights' | 'pause in the evening';

/** One miner through some days: model, room, habit of its owner and troubles are drawn by the seed. */
export function simulatedMiner(seed: number, startMs: number, days: number): MinerHours {
  const random = Random.labelled(seed, 'training miner');
  const model = MODELS[Math.floor(random.uniform() * MODELS.length)] ?? GAMMA_601;
  const habit = habitOf(random);
  const hoursOff = Math.floor(random.uniform() * 4) - 2;
  const clockMhz = model.defaultFrequencyMhz * (0.9 + 0.15 * random.uniform());
  const twin = twinOf(model, { seed, startMs, days, clockMhz, random });
  const hours = days * 24;
  const hashrateHs = new Float64Array(hours).fill(Number.NaN);
  const powerW = new Float64Array(hours).fill(Number.NaN);
  const changesAtMs = startMs + days * DAY_MS * random.uniform();
  for (let hour = 0; hour < hours; hour++) {
    const atMs = startMs + hour * HOUR_MS;
    // Half of all owners change their mind about the clock once.
    const usualMhz = habit.changesClock && atMs > changesAtMs ? clockMhz * 0.92 : clockMhz;
    live(twin, habit.kind, (new Date(atMs).getUTCHours() + 24 + hoursOff) % 24, usualMhz);
    const sums = { hashrate: 0, power: 0, count: 0 };
    for (let minute = 0; minute < 60; minute++) {
      twin.step(60);
      if (!twin.reachable) continue;
      sums.count += 1;
      sums.hashrate += twin.settings.paused ? 0 : twin.measured.hashrateHs;
      sums.power += twin.measured.inputW;
    }
    if (sums.count === 0) continue;
    hashrateHs[hour] = sums.hashrate / sums.count;
    powerW[hour] = sums.power / sums.count;
  }
  return { startMs, hashrateHs, powerW };
}

function habitOf(random: Random): { readonly kind: Habit; readonly changesClock: boolean } {
  const draw = random.uniform();
  const kind = draw < 0.5 ? 'none' : draw < 0.75 ? 'quiet nights' : 'pause in the evening';
  return { kind, changesClock: random.uniform() < 0.5 };
}

function live(twin: MinerTwin, habit: Habit, hour: number, clockMhz: number): void {
  const isNight = hour >= 22 || hour < 7;
  twin.settings.frequencyMhz = habit === 'quiet nights' && isNight ? clockMhz * QUIET_CLOCK : clockMhz;
  twin.settings.paused = habit === 'pause in the evening' && hour >= 17 && hour < 20;
}

interface Place {
  readonly seed: number;
  readonly startMs: number;
  readonly days: number;
  readonly clockMhz: number;
  readonly random: Random;
}

function twinOf(model: MinerModel, { seed, startMs, days, clockMhz, random }: Place): MinerTwin {
  const pool = { host: 'pool.example', port: 3333, user: 'training', difficulty: 65_536 };
  const roomC = roomTempAt({
    meanC: 17 + 8 * random.uniform(),
    seasonK: 1 + 4 * random.uniform(),
    dayK: 0.3 + 2 * random.uniform(),
    // The sines of its wander could be learnt by heart.
    wanderK: 0,
    seed,
  });
  const spellK = weatherSpellAt({ ...MILD_WEATHER, seed });
  const share = 0.1 + 0.4 * random.uniform();
  return new MinerTwin({
    model,
    firmware: 'v2.14.0',
    name: `miner ${seed}`,
    mac: '02:00:00:00:00:01',
    ipv4: '192.168.1.60',
    seed,
    startMs,
    pools: [pool, { ...pool, host: 'second.example' }],
    airC: (atMs) => roomC(atMs) + share * spellK(atMs),
    uptimeS: 3 * 86_400,
    settings: { frequencyMhz: clockMhz },
    faults: troubles(random, startMs, days),
  });
}

/** About one trouble in ten days, of hours; some gather dust all along. */
function troubles(random: Random, startMs: number, days: number): readonly Fault[] {
  const faults: Fault[] = [];
  for (let atMs = startMs; ; ) {
    atMs += 10 * DAY_MS * random.exponential();
    if (atMs > startMs + days * DAY_MS) break;
    const untilMs = atMs + 6 * HOUR_MS * random.exponential();
    const draw = random.uniform();
    if (draw < 0.3) faults.push({ kind: 'device-down', fromMs: atMs, untilMs });
    else if (draw < 0.6) faults.push({ kind: 'domain-stalled', chip: 0, domain: 0, fromMs: atMs, untilMs });
    else if (draw < 0.8) faults.push({ kind: 'router-down', fromMs: atMs, untilMs });
    else faults.push({ kind: 'reboot', fromMs: atMs });
  }
  if (random.uniform() < 0.3)
    faults.push({ kind: 'dust', severity: 0.5, rampMs: days * DAY_MS, fromMs: startMs });
  return faults;
}
