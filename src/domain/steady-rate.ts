import type { MinerView } from './fleet-view.ts';
import { powerOf } from './wall-power.ts';

type Shown = Pick<MinerView, 'state' | 'reading' | 'hashrate10mHs' | 'power10mW' | 'wallPower10mW' | 'wall'>;

/** The rate a miner is shown with, H/s: the steadier ten-minute mean while it hashes, else what it says itself. */
export function rateHs(view: Pick<Shown, 'state' | 'reading' | 'hashrate10mHs'>): number | undefined {
  return steadyHs(view) ?? view.reading?.hashrateHs;
}

/** The two halves of J/TH, from one window: both ten-minute means, or, where either is not known, both of now. */
export function powerAndRate(view: Shown): {
  readonly powerW: number | undefined;
  readonly hashrateHs: number | undefined;
  readonly atWall: boolean;
  /** How far the power may be off with 95 %, W; absent where nobody knows. */
  readonly bandW?: number | undefined;
} {
  const { powerW, atWall, bandW } = powerOf(view);
  const meanHs = steadyHs(view);
  const meanW = view.wall?.powerW === undefined ? view.power10mW : view.wallPower10mW;
  return powerW === undefined || meanHs === undefined || meanW === undefined
    ? { powerW, hashrateHs: view.reading?.hashrateHs, atWall, bandW }
    : { powerW: meanW, hashrateHs: meanHs, atWall, bandW };
}

function steadyHs({ state, hashrate10mHs }: Pick<Shown, 'state' | 'hashrate10mHs'>): number | undefined {
  const hashes = state === 'hashing' || state === 'degraded';
  return hashes && hashrate10mHs !== undefined && !Number.isNaN(hashrate10mHs) ? hashrate10mHs : undefined;
}
