import { hashrateIndexHashprice } from '../../sources/profitability/hashrate-index.ts';
import { minerstatCoins } from '../../sources/profitability/minerstat.ts';
import { whatToMineCoins } from '../../sources/profitability/whattomine.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';

/** They reckon it anew every few minutes; which coin pays best does not change so fast. */
const WORK_FRESH_MS = 30 * 60_000;

/** What work earns by those who compare coins; each stands for itself, side by side with the others. */
export const workQuestions: Readonly<Record<string, ProviderQuestions>> = {
  minerstat: ({ coins }) => [
    asks(
      'work:minerstat',
      minerstatCoins,
      () => ({ coins }),
      WORK_FRESH_MS,
      (value) => ({ value }),
    ),
  ],
  whattomine: () => [
    asks(
      'work:whattomine',
      whatToMineCoins,
      () => ({ list: 'asic' as const }),
      WORK_FRESH_MS,
      (value) => ({
        value,
      }),
    ),
  ],
  'hashrate-index': () => [
    asks(
      'work:hashrate-index',
      hashrateIndexHashprice,
      () => undefined,
      WORK_FRESH_MS,
      (value) => ({ value }),
    ),
  ],
};
