import { Random } from '../../src/numerics/random.ts';
import { outdoorTempAt } from '../../src/twin/weather.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Temperature that a house is heated or cooled towards; what the air outside is beyond that leaks in. */
const COMFORT_C = 20;

/**
 * Air of a room with a miner by the hour, °C: what leaks in from the weather, smoothed by walls, a day of its own (people, sun,
 * cooking), windows that are opened, a miner that may rest in the evening, and a sensor that
 * tells steps and at times nothing (NaN).
 */
export function simulatedRoom(seed: number, startMs: number, days: number): Float64Array {
  const random = Random.labelled(seed, 'training room');
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const outdoorC = outdoorTempAt({
    meanC: between(4, 20),
    seasonK: between(5, 12),
    dayK: between(2, 6),
    spellK: between(2, 4.5),
    persistence: between(0.6, 0.85),
    seed,
  });
  const [leak, wallHours, ownK, warmest] = [
    between(0.05, 0.35),
    between(4, 48),
    between(0.1, 1.5),
    between(12, 21),
  ];
  const [meanC, minerK, noiseK] = [between(17, 26), between(0.5, 4), between(0.02, 0.2)];
  const rests = random.uniform() < 0.25;
  const stepK = random.uniform() < 0.5 ? 0.1 : 0.5;
  const isShaky = random.uniform() < 0.5;
  let silentHours = 0;
  const opensPerDay = random.uniform() < 0.5 ? between(0.2, 1.5) : 0;
  let walls = outdoorC(startMs) - COMFORT_C;
  let window = 0;
  let miner = minerK;
  return Float64Array.from({ length: days * 24 }, (_, row) => {
    const atMs = startMs + row * HOUR_MS;
    const hour = (atMs % DAY_MS) / HOUR_MS;
    walls += (outdoorC(atMs) - COMFORT_C - walls) / wallHours;
    const isOpened = hour >= 6 && hour <= 22 && random.uniform() < opensPerDay / 16;
    window = 0.6 * window - (isOpened ? between(0.5, 4) : 0);
    const isResting = rests && hour >= 17 && hour < 20;
    miner += ((isResting ? 0 : minerK) - miner) / 3;
    const own = ownK * Math.cos((2 * Math.PI * (hour - warmest)) / 24);
    silentHours = isShaky && random.uniform() < 0.004 ? 12 * random.exponential() : silentHours - 1;
    const airC = meanC + leak * walls + own + window + miner + noiseK * random.normal();
    return silentHours > 0 ? Number.NaN : Math.round(airC / stepK) * stepK;
  });
}
