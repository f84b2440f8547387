import type { MinerView } from '../domain/fleet-view.ts';
import type { MinerState } from '../domain/miner-state.ts';
import type { MinerTrack } from '../domain/watch/miner-track.ts';
import type { AroundMiner } from './meter-book.ts';

/** After a minute the curve of a miner that is silent moves on, ms. */
const MINUTE_MS = 60_000;

/**
 * How miners are drawn. Of one to which nothing has happened the view stays the same object: pages are told of the
 * others only.
 */
export class MinerViews {
  readonly #drawn = new WeakMap<MinerTrack, { readonly view: MinerView; readonly atMs: number }>();

  /** Something has happened to this miner. */
  touched(track: MinerTrack): void {
    this.#drawn.delete(track);
  }

  /** The miner as it stands, with what its plugs and room say of it. */
  of(track: MinerTrack, state: MinerState, around: AroundMiner, nowMs: number): MinerView {
    const drawn = this.#drawn.get(track);
    const young = drawn && Math.abs(nowMs - drawn.atMs) < MINUTE_MS;
    if (young && drawn.view.state === state && sameAround(drawn.view, around)) return drawn.view;
    const view = { ...minerView(track, state, nowMs), ...around };
    this.#drawn.set(track, { view, atMs: nowMs });
    return view;
  }
}

function minerView(track: MinerTrack, state: MinerState, nowMs: number): MinerView {
  return {
    miner: track.miner,
    state,
    reading: track.reading,
    answeredAtMs: track.answeredAtMs,
    failure: track.failure,
    hashrate10mHs: track.means.hashrateHs(nowMs),
    power10mW: track.means.powerW(nowMs),
    wallPower10mW: track.means.wallPowerW(nowMs),
    meansSinceMs: track.means.sinceMs,
    spark: track.hashrate.means(nowMs),
    expectedSharesSinceLast: track.shares.expectedSharesSinceLast,
    lastShareAtMs: track.shares.lastShareAtMs,
    feed: track.feed,
  };
}

function sameAround(a: AroundMiner, b: AroundMiner): boolean {
  return a.roomTempC === b.roomTempC && JSON.stringify(a.wall) === JSON.stringify(b.wall);
}
