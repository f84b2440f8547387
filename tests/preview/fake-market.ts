import type { PriceSegment } from '../../src/domain/economics/tariff.ts';
import type { OutsideMarket } from '../../src/domain/outside-market.ts';
import type { SourcesView } from '../../src/domain/sources-view.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What sources might tell of money at a moment: of SHA-256 and Scrypt work, and of bitcoin. */
export function fakeMarket(nowMs: number): OutsideMarket {
  return {
    work: {
      sha256: {
        value: 46.8e-15,
        coins: ['BTC'],
        providers: ['mempool', 'coingecko'],
        atMs: nowMs - 3 * MINUTE,
      },
      scrypt: {
        value: 9e-11,
        coins: ['LTC', 'DOGE'],
        providers: ['mempool', 'blockchair', 'coingecko'],
        atMs: nowMs - 5 * HOUR,
      },
    },
    btcPrice: { value: 91_234, providers: ['coingecko'], atMs: nowMs - 2 * MINUTE },
  };
}

/** The figures on the sources' side that the outlook rests on. */
export function fakeFigures(nowMs: number): SourcesView['figures'] {
  const told = { provider: 'mempool', atMs: nowMs - 12 * MINUTE, receivedAtMs: nowMs - 12 * MINUTE };
  return {
    'retarget:BTC': { ...told, value: { retarget: { atMs: nowMs + 6 * DAY, changePct: 4.2 } } },
    'network:BTC': { ...told, value: { coin: 'BTC', atMs: told.atMs, height: 925_000 } },
    'rewards:BTC': { ...told, value: { blocks: 144, endHeight: 925_000, feesPerBlock: 0.03 } },
  };
}

/** A market's prices of today and tomorrow by the quarter, dear in the evening and below zero at noon; all included. */
export function fakePowerPrices(fromMs: number, days = 2): readonly PriceSegment[] {
  const quarter = HOUR / 4;
  return Array.from({ length: (days * DAY) / quarter }, (_, i) => {
    const hour = ((i * quarter) / HOUR) % 24;
    const pricePerKwh =
      0.06 + 0.14 * Math.exp(-(((hour - 19) / 2.2) ** 2)) - 0.09 * Math.exp(-(((hour - 13) / 2) ** 2));
    return { fromMs: fromMs + i * quarter, toMs: fromMs + (i + 1) * quarter, pricePerKwh };
  });
}
