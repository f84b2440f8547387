import { bestShareChanceBelow, expectedBlocksOfWork } from '../../domain/economics/luck.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { PoolAccount } from '../../domain/pool-account.ts';
import type { Sourced } from '../../domain/sourced.ts';
import { isRegisterArtefact } from '../../ui/format/difficulty.ts';
import { type ChainLuck, type LuckInputs, runningOf } from './luck-odds.ts';

/** Work that was done, its best share, and how that share compares with chance. */
export interface WorkDone {
  /** A miner's name, or the id of a pool. */
  readonly who: string;
  readonly of: 'miner' | 'account';
  readonly bestDifficulty: number;
  readonly workDifficulty: number;
  /** Chance that so much work has a lower best share, 0..1. */
  readonly chanceBelow: number;
  /** Blocks to be expected of so much work at the present difficulty; absent where the chain is not known. */
  readonly effort?: number | undefined;
}

/** Hashes that a share of difficulty 1 stands for. Other algorithms have no one rule that all miners follow. */
const SHARE_HASHES: Readonly<Partial<Record<Algorithm, number>>> = { sha256: 2 ** 32, scrypt: 2 ** 16 };
/** Before that, a best share says next to nothing. */
const LEAST_UPTIME_S = 600;

/**
 * Best shares against the work behind them: of the owner's accounts, as their pools count it, and of each miner since its
 * last start, its work reckoned from its mean rate and how long it has run.
 */
export function workDone(inputs: LuckInputs, chains: readonly ChainLuck[]): readonly WorkDone[] {
  return [...accountsOf(inputs, chains), ...minersOf(inputs, chains)];
}

function accountsOf({ figures, nowMs }: LuckInputs, chains: readonly ChainLuck[]): readonly WorkDone[] {
  return Object.entries(figures).flatMap(([quantity, figure]) => {
    const tooOld = freshnessOf('account', nowMs - figure.atMs) === 'useless';
    if (!quantity.startsWith('account:') || tooOld) return [];
    const { bestDifficulty, work } = (figure as Sourced<PoolAccount>).value;
    // Only pools of Bitcoin tell a best share.
    const chain = chains.find(({ coin }) => coin === 'BTC');
    const known = { who: figure.provider, of: 'account' as const };
    return doneOf(known, bestDifficulty, work?.accepted, SHARE_HASHES.sha256, chain) ?? [];
  });
}

function minersOf(inputs: LuckInputs, chains: readonly ChainLuck[]): readonly WorkDone[] {
  return runningOf(inputs).flatMap(({ miner, reading }) => {
    const { algorithm } = miner.identity;
    const hashes = SHARE_HASHES[algorithm];
    const { uptimeS = 0, hashrateAvgHs, bestShareSession } = reading ?? {};
    if (hashes === undefined || hashrateAvgHs === undefined || uptimeS < LEAST_UPTIME_S) return [];
    const chain = chains.find((each) => each.algorithm === algorithm);
    const known = { who: miner.name, of: 'miner' as const };
    return doneOf(known, bestShareSession, (hashrateAvgHs * uptimeS) / hashes, hashes, chain) ?? [];
  });
}

function doneOf(
  known: Pick<WorkDone, 'who' | 'of'>,
  bestDifficulty: number | undefined,
  workDifficulty: number | undefined,
  hashesPerShareDifficulty: number | undefined,
  chain: ChainLuck | undefined,
): WorkDone | undefined {
  if (bestDifficulty === undefined || workDifficulty === undefined || isRegisterArtefact(bestDifficulty))
    return undefined;
  const chanceBelow = bestShareChanceBelow(bestDifficulty, workDifficulty);
  if (chanceBelow === undefined) return undefined;
  const effort =
    chain && hashesPerShareDifficulty !== undefined
      ? expectedBlocksOfWork({
          workDifficulty,
          hashesPerShareDifficulty,
          ...chain,
        })
      : undefined;
  return { ...known, bestDifficulty, workDifficulty, chanceBelow, effort };
}
