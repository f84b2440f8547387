import type { Reading } from '../reading.ts';
import { MinuteWindow } from './minute-window.ts';

/** The window of all means, minutes. */
const MINUTES = 10;
/** Ten seconds of grace: an uptime that jitters is no restart. */
const UPTIME_SLACK_S = 10;

/**
 * Ten-minute means of what a miner did since it last started, paused or went on: a mean across such a change is true
 * of neither side. Rate and power come from one window, so that their quotient is an efficiency.
 */
export class SteadyMeans {
  #hashrateHs = new MinuteWindow();
  #powerW = new MinuteWindow();
  #wallPowerW = new MinuteWindow();
  #off: boolean | undefined;
  #uptimeS: number | undefined;
  #sinceMs: number | undefined;

  /** Since when the miner has been in the state that the means are of; absent while it was never seen to change. */
  get sinceMs(): number | undefined {
    return this.#sinceMs;
  }

  /** One more Reading. */
  add(reading: Pick<Reading, 'atMs' | 'hashrateHs' | 'powerW' | 'uptimeS' | 'paused' | 'mining'>): void {
    const { atMs, uptimeS, paused, mining } = reading;
    const off = paused === true || mining === false;
    const restarted =
      uptimeS !== undefined && this.#uptimeS !== undefined && uptimeS < this.#uptimeS - UPTIME_SLACK_S;
    if ((this.#off !== undefined && off !== this.#off) || restarted) this.#begin(atMs);
    this.#off = off;
    this.#uptimeS = uptimeS ?? this.#uptimeS;
    this.#hashrateHs.add(atMs, reading.hashrateHs ?? Number.NaN);
    this.#powerW.add(atMs, reading.powerW ?? Number.NaN);
  }

  /** Its power at the wall at that moment, W. */
  addWall(atMs: number, powerW: number | undefined): void {
    this.#wallPowerW.add(atMs, powerW ?? Number.NaN);
  }

  /** H/s; undefined where nothing is known of the last ten minutes, as for the others. */
  hashrateHs(nowMs: number): number | undefined {
    return this.#hashrateHs.mean(nowMs, MINUTES);
  }

  powerW(nowMs: number): number | undefined {
    return this.#powerW.mean(nowMs, MINUTES);
  }

  wallPowerW(nowMs: number): number | undefined {
    return this.#wallPowerW.mean(nowMs, MINUTES);
  }

  #begin(atMs: number): void {
    this.#hashrateHs = new MinuteWindow();
    this.#powerW = new MinuteWindow();
    this.#wallPowerW = new MinuteWindow();
    this.#sinceMs = atMs;
  }
}
