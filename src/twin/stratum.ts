import type { Random } from '../numerics/random.ts';
import { bestOf, HASHES_PER_DIFFICULTY, lastArrivalAgoS, shareRatePerS } from './share-arrivals.ts';
import { WindowMean } from './window-mean.ts';

/** A pool as its owner typed it into the miner. */
export interface PoolSetup {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string | undefined;
  /** Difficulty that the pool asks of this miner's shares. */
  readonly difficulty: number;
}

/** What miner and pool have counted since the mining process began. */
export interface PoolAccount {
  readonly setup: PoolSetup;
  accepted: number;
  rejected: number;
  stale: number;
  best: number;
  /** Absent until the first share. */
  lastShareAtMs: number | undefined;
}

/** Share of shares that a pool refuses: those found just as a new block arrived. Recorded: 13 of 4781. */
const REJECTED_PART = 0.0015;
/** Share of work found too late to be sent at all. */
const STALE_PART = 0.0006;
/** AxeOS tries a dead pool three times before it turns to the second, and looks every minute whether it is back. */
const FAILOVER_AFTER_S = 20;
const RETURN_AFTER_S = 60;
/** Window of the pool's own estimate. */
const POOL_WINDOW_S = 3600;

/** What is wrong between a miner and its pools. */
export interface LinkTroubles {
  readonly networkDown: boolean;
  readonly primaryDown: boolean;
  /** Part of the shares that is refused, comes too late, or is lost, on top of what is usual. */
  readonly rejected?: number;
  readonly stale?: number;
  readonly lost?: number;
}

/** A miner's two pools: where shares go, what is counted, and what the pool believes. */
export class StratumLink {
  readonly accounts: readonly [PoolAccount, PoolAccount];
  usingFallback = false;
  /** False where its owner named one pool only; the second account then stands for the first. */
  hasFallback = true;
  bestEver = 0;
  bestSession = 0;
  private otherwiseS = 0;
  private readonly credited = new WindowMean(POOL_WINDOW_S);

  constructor(
    primary: PoolSetup,
    fallback: PoolSetup,
    private readonly random: Random,
  ) {
    this.accounts = [account(primary), account(fallback)];
  }

  get active(): PoolAccount {
    return this.accounts[this.usingFallback ? 1 : 0];
  }

  get accepted(): number {
    return this.accounts[0].accepted + this.accounts[1].accepted;
  }

  get rejected(): number {
    return this.accounts[0].rejected + this.accounts[1].rejected;
  }

  get stale(): number {
    return this.accounts[0].stale + this.accounts[1].stale;
  }

  get lastShareAtMs(): number | undefined {
    const times = this.accounts.map((each) => each.lastShareAtMs).filter((time) => time !== undefined);
    return times.length > 0 ? Math.max(...times) : undefined;
  }

  /**
   * The hashrate that the pool sees, H/s: accepted shares × difficulty × 2³² over the last hour. Its relative error is
   * 1/√n for n shares. NaN before the first step.
   */
  get poolSideHashrateHs(): number {
    return this.credited.mean;
  }

  /**
   * Lets shares arrive for `dtS` seconds of `hashrateHs`. Accepted, refused and late shares are three independent
   * Poisson streams (thinning).
   */
  step(hashrateHs: number, atMs: number, dtS: number, way: LinkTroubles): void {
    this.chooseLink(dtS, way.primaryDown);
    const cut = way.networkDown || (way.primaryDown && !this.usingFallback);
    const account = this.active;
    const mean = cut ? 0 : shareRatePerS(hashrateHs, account.setup.difficulty) * dtS;
    const { rejected = 0, stale = 0, lost = 0 } = way;
    const kept = Math.max(0, 1 - REJECTED_PART - STALE_PART - rejected - stale - lost);
    const accepted = this.random.poisson(mean * kept);
    account.accepted += accepted;
    account.rejected += this.random.poisson(mean * (REJECTED_PART + rejected));
    account.stale += this.random.poisson(mean * (STALE_PART + stale));
    if (accepted > 0) {
      account.lastShareAtMs = atMs - lastArrivalAgoS(this.random, accepted, dtS) * 1000;
      const best = bestOf(this.random, accepted, account.setup.difficulty);
      account.best = Math.max(account.best, best);
      this.bestSession = Math.max(this.bestSession, best);
      this.bestEver = Math.max(this.bestEver, best);
    }
    this.credited.push((accepted * account.setup.difficulty * HASHES_PER_DIFFICULTY) / dtS, dtS);
  }

  /** Other pools, as its owner set them now: what was counted with the earlier ones is forgotten. */
  turnTo([primary, fallback]: readonly PoolSetup[]): void {
    if (!primary) return;
    Object.assign(this.accounts[0], account(primary));
    Object.assign(this.accounts[1], account(fallback ?? primary));
    this.hasFallback = fallback !== undefined;
    this.usingFallback = false;
    this.otherwiseS = 0;
  }

  /** A restart of the miner: its counters begin anew, its best share stays (it is kept in flash). */
  restart(): void {
    for (const each of this.accounts) Object.assign(each, account(each.setup));
    this.bestSession = 0;
    this.usingFallback = false;
    this.otherwiseS = 0;
  }

  private chooseLink(dtS: number, primaryDown: boolean): void {
    if (!this.hasFallback || primaryDown === this.usingFallback) {
      this.otherwiseS = 0;
      return;
    }
    this.otherwiseS += dtS;
    if (this.otherwiseS < (primaryDown ? FAILOVER_AFTER_S : RETURN_AFTER_S)) return;
    this.usingFallback = primaryDown;
    this.otherwiseS = 0;
  }
}

function account(setup: PoolSetup): PoolAccount {
  return { setup, accepted: 0, rejected: 0, stale: 0, best: 0, lastShareAtMs: undefined };
}
