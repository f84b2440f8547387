import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../src/domain/source-error.ts';
import { carbonForms } from './carbon-forms.ts';
import { devicesForms } from './devices-forms.ts';
import { energyForms } from './energy-forms.ts';
import { marketForms } from './market-forms.ts';
import { networkForms } from './network-forms.ts';
import { onChainForms } from './on-chain-forms.ts';
import { poolsForms } from './pools-forms.ts';
import { profitabilityForms } from './profitability-forms.ts';
import { sentimentForms } from './sentiment-forms.ts';
import { weatherForms } from './weather-forms.ts';

/** By kind: some providers are of two. */
const FORMS = [
  ...[marketForms, networkForms, poolsForms, profitabilityForms, energyForms],
  ...[carbonForms, weatherForms, sentimentForms, onChainForms, devicesForms],
].flatMap((forms) => Object.entries(forms));

/** Parts of names that lead to every reading there is. */
const NAMES = `coins_markets coins_id_market_chart coins_id_ohlc v1_difficulty-adjustment
  v1_difficulty-adjustment_vectors v1_mining_difficulty-adjustments v1_mining_hashrate_3d v1_mining_hashrate_pools_1m
  v1_mining_reward-stats_144 v1_prices v1_mining_blocks_fees_1w v1_mining_blocks_rewards_1w v1_historical-price
  v1_fees_recommended v1_mining_pool_a v1_blocks info_halving info_blockdag info_blockreward info_price info_hashrate
  stats profile workers rewards block_rewards payouts daily status pool.status users_a wallet walletEx currencies
  profit profit_history payment hashrate hashrate_history v2_hash_rate_info v1_litecoin_user pool-hashrate summary
  getuserworkers getuserbalance getuserstatus api_client_a api_client_a_chart api_pool statsnap pool_stat pool_hashrate
  user_hashrate_full earnpay blocks rigs2 mining_algorithms stats_global_24h simplemultialgo miner_stats wamp_profitability
  wamp_balance wamp_general wamp_found_block wamp_failure wamp_miner standing-charges grid-supply-points
  standard-unit-rates currenthouraverage DayAheadPriceIndices index generation intensity power-breakdown_latest
  carbon-intensity_history forecast historical gen1_meter_0 gen2_rpc_Switch.GetStatus smart_plug other`.split(
  /\s+/,
);

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
    for (const [provider, form] of FORMS)
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
