import type { CoinListing } from '../../../src/domain/coin-listing.ts';
import type { WorkPrice } from '../../../src/domain/work-price.ts';
import { isFields } from '../../../src/sources/fields.ts';
import {
  hashrateIndexHashprice,
  hashrateIndexHistory,
} from '../../../src/sources/profitability/hashrate-index.ts';
import { minerstatCoins } from '../../../src/sources/profitability/minerstat.ts';
import { whatToMineCoin, whatToMineCoins } from '../../../src/sources/profitability/whattomine.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { replyOf, toldMs } from './reply-of.ts';

/** A list of coins by their names, or one coin. */
const whatToMineForm: ExternalForm = (_, text) => {
  const told = jsonOf(replyOf(text));
  if (!isFields(told) || !('coins' in told))
    return listingForm(whatToMineCoin.parse(replyOf(text), { id: 0 }));
  const coins = whatToMineCoins.parse(replyOf(text), { list: 'coins' });
  return Object.fromEntries(coins.map((coin) => [coin.name, listingForm(coin)]));
};

const minerstatForm: ExternalForm = (_, text) =>
  Object.fromEntries(minerstatCoins.parse(replyOf(text), {}).map((coin) => [coin.coin, listingForm(coin)]));

/** The present one, or its past in one currency. */
const hashpriceForm: ExternalForm = (name, text) => {
  const told = jsonOf(replyOf(text));
  if (!isFields(told) || !Array.isArray(told.data)) {
    const prices = hashrateIndexHashprice.parse(replyOf(text), undefined);
    return {
      ...Object.assign({}, ...prices.map((price) => hashpriceWords(price, name))),
      time_ms: toldMs(prices[0]?.atMs),
    };
  }
  const currency = /btc/i.test(name) ? 'BTC' : 'USD';
  const past = hashrateIndexHistory.parse(replyOf(text), { currency, span: '1M' });
  return { points: past.map((price) => ({ ...hashpriceWords(price, name), time_ms: price.atMs })) };
};

/** We ask per PH/s; a recording whose name says that it was asked per TH/s is of a thousandth as much work. */
function hashpriceWords({ currency, perHsDay }: WorkPrice, name: string) {
  return { [`${currency.toLowerCase()}_per_hs_day`]: /ths/i.test(name) ? perHsDay * 1000 : perHsDay };
}

function listingForm({ network, work, forItsRates, priceUsd, priceBtc, algorithmName, coin }: CoinListing) {
  return {
    symbol: coin,
    algorithm: algorithmName === '' ? undefined : algorithmName,
    coin_per_hs_day: work?.perHsDay,
    usd_per_hs_day: work && priceUsd && work.perHsDay * priceUsd,
    btc_per_hs_day: work && priceBtc && work.perHsDay * priceBtc,
    coins_per_day: forItsRates?.coinsPerDay,
    btc_per_day: forItsRates?.btcPerDay,
    network_hashrate_hs: network.networkHashrateHs,
    difficulty: network.difficulty,
    height: network.height,
    block_time_s: network.blockTimeS,
    subsidy: network.subsidy,
    price_usd: priceUsd,
    price_btc: priceBtc,
    time_ms: toldMs(network.atMs),
  };
}

/** Recorded replies of sites that compare coins. */
export const profitabilityForms: ExternalForms = {
  whattomine: whatToMineForm,
  minerstat: minerstatForm,
  hashrateindex: hashpriceForm,
  'hashrate-index': hashpriceForm,
};
