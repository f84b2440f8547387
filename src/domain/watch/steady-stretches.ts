import { type MeteredPair, STRETCH_S } from '../metered-pairs.ts';

type Stretch = Pick<MeteredPair, 'atMs' | 'deviceW' | 'wallW'>;

const MINUTE_MS = 60_000;
/** A stretch is so many whole minutes in a row, in each of which both were heard. */
const MINUTES = STRETCH_S / 60;
/** In steady minutes neither figure strays further than this from its mean: plugs answer some seconds after miners. */
const STEADY_PART = 0.01;

interface Minute {
  readonly at: number;
  readonly deviceW: Mean;
  readonly wallW: Mean;
}

interface Mean {
  sum: number;
  count: number;
}

/** Finds the minutes in which a miner and its plug stood still together: only then does one answer belong to the other. */
export class SteadyStretches {
  #minutes: Minute[] = [];

  /** One more moment at which both were heard; a stretch where that ended one. Minutes are judged once they are over. */
  add({ atMs, deviceW, wallW }: Stretch): Stretch | undefined {
    const at = Math.floor(atMs / MINUTE_MS);
    const last = this.#minutes.at(-1);
    if (last?.at === at) {
      note(last, deviceW, wallW);
      return undefined;
    }
    const stretch = last?.at === at - 1 ? this.#takeStretch(at * MINUTE_MS) : undefined;
    // A minute that was not heard, or time that ran back, ends what was steady.
    const follows = this.#minutes.at(-1)?.at === at - 1;
    const minute = { at, deviceW: { sum: 0, count: 0 }, wallW: { sum: 0, count: 0 } };
    note(minute, deviceW, wallW);
    this.#minutes = [...(follows ? this.#minutes.slice(1 - MINUTES) : []), minute];
    return stretch;
  }

  /** The miner rests, or its plug is silent: what follows is another stretch. */
  end(): void {
    this.#minutes = [];
  }

  #takeStretch(atMs: number): Stretch | undefined {
    if (this.#minutes.length < MINUTES) return undefined;
    const [device, wall] = [
      this.#minutes.map(({ deviceW }) => deviceW.sum / deviceW.count),
      this.#minutes.map(({ wallW }) => wallW.sum / wallW.count),
    ];
    if (!isSteady(device) || !isSteady(wall)) return undefined;
    this.#minutes = [];
    return { atMs, deviceW: meanOf(device), wallW: meanOf(wall) };
  }
}

function note({ deviceW: device, wallW: wall }: Minute, deviceW: number, wallW: number): void {
  device.sum += deviceW;
  wall.sum += wallW;
  device.count += 1;
  wall.count += 1;
}

function isSteady(means: readonly number[]): boolean {
  const mean = meanOf(means);
  return mean > 0 && means.every((each) => Math.abs(each - mean) <= STEADY_PART * mean);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
