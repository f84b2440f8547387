import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../src/domain/source-error.ts';
import { devicesForms } from './devices-forms.ts';
import { marketForms } from './market-forms.ts';
import { networkForms } from './network-forms.ts';
import { profitabilityForms } from './profitability-forms.ts';
import { sentimentForms } from './sentiment-forms.ts';

const FORMS = { ...marketForms, ...networkForms, ...profitabilityForms, ...sentimentForms, ...devicesForms };

/** Parts of names that lead to every reading there is. */
const NAMES = [
  ...[
    'coins_markets',
    'coins_id_market_chart',
    'v1_difficulty-adjustment',
    'v1_difficulty-adjustment_vectors',
  ],
  ...['v1_mining_difficulty-adjustments', 'v1_mining_hashrate_3d', 'v1_mining_reward-stats_144', 'v1_prices'],
  ...[
    'v1_mining_blocks_fees_1w',
    'v1_mining_blocks_rewards_1w',
    'v1_historical-price',
    'v1_fees_recommended',
  ],
  ...[
    'v1_mining_pool_a',
    'v1_blocks',
    'info_halving',
    'info_blockdag',
    'info_blockreward',
    'info_price',
    'other',
  ],
];

describe('a body that is no answer is an error of ours or nothing', () => {
  test.each([
    ['nothing', ''],
    ['a web page', '<!doctype html><title>502 Bad Gateway</title>'],
    ['half an answer', '{"data":[{"pri'],
    ['null', 'null'],
    ['a number', '7'],
    ['an empty list', '[]'],
    ['an empty object', '{}'],
    ['a list of what is none', '[null,1,"a",[],{}]'],
    ['an error', '{"error":"Not found"}'],
    ['an error in an object', '{"status":{"error_code":429,"error_message":"Too many requests"}}'],
    ['data that is null', '{"data":null,"coins":null,"result":null,"hashrates":null}'],
  ])('%s', (_, text) => {
    for (const [provider, form] of Object.entries(FORMS))
      for (const name of NAMES) {
        const read = outcome(() => form(name, text));
        if (read instanceof Error) expect(read, `${provider} ${name}`).toBeInstanceOf(SourceError);
      }
  });
});

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}
