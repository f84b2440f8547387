import type { BrowserContext, Route } from '@playwright/test';
import type { IncomingReply, UpstreamFetch } from '../../proxy/upstream/upstream-fetch.ts';

/** One question that left the house, and which way it went. */
export interface HeardQuestion {
  readonly by: 'page' | 'helper';
  readonly host: string;
  readonly path: string;
}

/** How old the prices are that are told, ms: more than a price stands without its age, less than it counts. */
export const PRICE_AGE_MS = 40 * 60_000;
export const BTC_PRICE = 81_234;
const HEIGHT = 900_000;
const DIFFICULTY = 1.2e14;
const HOUR_S = 3_600;

/**
 * The providers that are switched on together, as far as they are asked: what a page asks itself is answered in its
 * stead, what the helper asks comes through {@link fetch}. Nobody outside is ever reached.
 */
export class FakeProviders {
  readonly heard: HeardQuestion[] = [];
  /** Nobody answers any more. */
  down = false;

  /** For the helper. */
  readonly fetch: UpstreamFetch = async (address, { signal }) => {
    const url = new URL(address);
    this.#hear('helper', url);
    signal.throwIfAborted();
    if (this.down) throw new TypeError('fetch failed');
    return asReply(answerOf(url));
  };

  /** Takes over what pages and workers of a context ask of anyone but `own`. */
  async standIn(context: BrowserContext, own: string): Promise<void> {
    await context.route(
      (url) => url.origin !== own && url.protocol === 'https:',
      (route) => this.#answerPage(route),
    );
  }

  async #answerPage(route: Route): Promise<void> {
    const url = new URL(route.request().url());
    this.#hear('page', url);
    if (this.down) return route.abort('connectionrefused');
    const told = answerOf(url);
    const headers = { 'access-control-allow-origin': '*' };
    return route.fulfill({ status: told === undefined ? 404 : 200, headers, json: told ?? {} });
  }

  #hear(by: HeardQuestion['by'], { host, pathname, search }: URL): void {
    this.heard.push({ by, host, path: pathname + search });
  }
}

function asReply(told: unknown): IncomingReply {
  const { status, headers, body } = Response.json(told ?? {}, { status: told === undefined ? 404 : 200 });
  return { status, headers, body };
}

/** What a provider says; undefined where it has no such page. Shapes as in the providers' own manuals. */
function answerOf(url: URL): unknown {
  if (url.host === 'api.coingecko.com') return coinGecko(url);
  if (url.host === 'mempool.space') return mempool(url.pathname);
  if (url.host === 'api.blockchair.com') return blockchair();
  return undefined;
}

function coinGecko({ pathname, searchParams }: URL): unknown {
  const toldAtMs = Date.now() - PRICE_AGE_MS;
  if (pathname.endsWith('/market_chart')) return { prices: [[toldAtMs, BTC_PRICE]] };
  const currency = searchParams.get('vs_currencies') ?? '';
  const ids = searchParams.get('ids')?.split(',') ?? [];
  const price = { [currency]: BTC_PRICE, last_updated_at: Math.round(toldAtMs / 1000) };
  return Object.fromEntries(ids.filter((id) => id === 'bitcoin').map((id) => [id, price]));
}

function mempool(path: string): unknown {
  const nowS = Math.round(Date.now() / 1000);
  if (path.includes('/hashrate/'))
    return {
      hashrates: [{ timestamp: nowS - HOUR_S, avgHashrate: 9e20 }],
      difficulty: [{ time: nowS - HOUR_S, height: HEIGHT, difficulty: DIFFICULTY, adjustment: 1.01 }],
      currentHashrate: 9e20,
      currentDifficulty: DIFFICULTY,
    };
  if (path.includes('/reward-stats/'))
    return { startBlock: HEIGHT - 143, endBlock: HEIGHT, totalReward: '45600000000', totalFee: '600000000' };
  if (path.includes('/difficulty-adjustments/')) return [[nowS - HOUR_S, HEIGHT, DIFFICULTY, 1.01]];
  if (path.includes('/blocks/fees/'))
    return [{ avgHeight: HEIGHT, timestamp: nowS - HOUR_S, avgFees: 4_000_000 }];
  if (path.endsWith('/difficulty-adjustment'))
    return { remainingBlocks: 1_000, difficultyChange: 1.5, timeAvg: 600_000 };
  return undefined;
}

function blockchair(): unknown {
  const data = {
    blocks_24h: 144,
    difficulty: 8e11,
    best_block_height: HEIGHT,
    hashrate_24h: '5000000000000000000',
  };
  return { data, context: { code: 200 } };
}
