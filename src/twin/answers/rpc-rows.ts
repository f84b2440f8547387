import { Random } from '../../numerics/random.ts';
import type { MinerTwin } from '../miner-twin.ts';
import type { PoolAccount } from '../stratum.ts';

export interface PoolRow {
  readonly account: PoolAccount;
  readonly index: number;
  readonly active: boolean;
  readonly url: string;
  readonly uptimeS: number;
}

/** One row for each of the twin's pools, in the words of its firmware. */
export function poolRows(
  twin: MinerTwin,
  row: (pool: PoolRow) => Record<string, unknown>,
): Record<string, unknown>[] {
  const { accounts, hasFallback } = twin.link;
  return accounts.slice(0, hasFallback ? 2 : 1).map((account, index) =>
    row({
      account,
      index,
      active: twin.link.usingFallback === (index === 1),
      url: `stratum+tcp://${account.setup.host}:${account.setup.port}`,
      uptimeS: twin.uptimeS,
    }),
  );
}

/** Noisy short-window rates, H/s, each with its relative spread; the same for the same moment. */
export function shortRates({ measured, options }: MinerTwin): (spread: number) => number {
  const random = Random.labelled(options.seed, `rates ${measured.hashrateAtMs}`);
  return (spread) => Math.max(0, measured.mean1hHs * (1 + spread * random.normal()));
}
