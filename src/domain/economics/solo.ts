import type { PoolConnection } from '../reading.ts';
import { chanceOfBlock, expectedBlocks, YEAR_S } from './luck.ts';

/**
 * Pools on which the finder of a block keeps all of it and everybody else gets nothing, by their hosts. Those with “solo”
 * in a part of their name need no line here (solo.ckpool.org, eusolo.ckpool.org, solo.braiins.com, solo-btc.2miners.com,
 * btc.zsolo.bid). Named by BitMaker-hub/NerdMiner_v2 README.md.
 */
const SOLO_HOSTS = ['public-pool.io', 'nerdminers.org', 'nerdminer.io', 'vkbit.com'];

/** Are all of these pools known to be solo? False where there is none, or one that nobody knows. */
export function minesSolo(pools: readonly Pick<PoolConnection, 'url'>[]): boolean {
  return pools.length > 0 && pools.every(({ url }) => isSolo(url));
}

function isSolo(url: string): boolean {
  const [, host = ''] = /^(?:[a-z0-9+.]+:\/\/)?([^/:]+)/i.exec(url.toLowerCase()) ?? [];
  const named = host.split(/[.-]/).some((part) => /^(eu|us|au|as|z)?solo(pool|mining)?$/.test(part));
  return named || SOLO_HOSTS.some((known) => host === known || host.endsWith(`.${known}`));
}

/**
 * Luck of solo mining on a chain that counts 2³² hashes a unit of difficulty: see `luck.ts`.
 * @param hashrateHs all that mines together, H/s, above 0
 * @param difficulty of the network, above 0
 * @returns mean years until a block, and the chance of at least one within a year, 1 − e^(−years⁻¹)
 */
export function soloOdds(
  hashrateHs: number,
  difficulty: number,
): { readonly meanYears: number; readonly chanceInYear: number } {
  const work = { hashrateHs, difficulty, hashesPerDifficulty: 2 ** 32 };
  const blocksAYear = expectedBlocks({ ...work, seconds: YEAR_S });
  return { meanYears: 1 / blocksAYear, chanceInYear: chanceOfBlock(blocksAYear) };
}
