import type { NetworkState } from '../../../src/domain/network-state.ts';
import { twoMinersNetwork } from '../../../src/sources/network/2miners-network.ts';
import { BLOCKCHAIR_COINS, blockchairStats } from '../../../src/sources/network/blockchair.ts';
import { blockCypherChain } from '../../../src/sources/network/blockcypher.ts';
import {
  kaspaDag,
  kaspaHashrate,
  kaspaNextSubsidy,
  kaspaPrice,
  kaspaSubsidy,
} from '../../../src/sources/network/kaspa.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { mempoolForm } from './mempool-form.ts';
import { onChainForms } from './on-chain-forms.ts';
import { replyOf, toldMs } from './reply-of.ts';

/** The coin by the chain's name before `_stats`. */
const blockchairForm: ExternalForm = (name, text) => {
  const path = `/${name.replace(/_stats.*$/, '')}/stats`;
  const coin =
    BLOCKCHAIR_COINS.find((each) => blockchairStats.request({ coin: each }).path === path) ?? 'BTC';
  const state = blockchairStats.parse(replyOf(text), { coin });
  const { feesPerBlock, blocks24h, retarget } = state;
  const fees24h =
    feesPerBlock === undefined || blocks24h === undefined ? undefined : feesPerBlock * blocks24h;
  return {
    ...stateForm(state),
    fees_24h: fees24h,
    [`fees_24h_${coin.toLowerCase()}`]: fees24h,
    next_difficulty: retarget?.difficulty,
    next_retarget_ms: retarget?.atMs,
  };
};

const kaspaForm: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  if (/halving/.test(name)) {
    const { atMs, subsidy } = kaspaNextSubsidy.parse(reply, undefined);
    return { next_subsidy: subsidy, next_ms: atMs, next_halving_ms: atMs };
  }
  if (/reward/.test(name)) return stateForm(kaspaSubsidy.parse(reply, undefined));
  if (/price/.test(name)) {
    const price = kaspaPrice.parse(reply, undefined)[0]?.price;
    return { price, price_usd: price, usd: price };
  }
  if (/hashrate/.test(name)) return stateForm(kaspaHashrate.parse(reply, undefined));
  if (!/dag|network/.test(name)) return undefined;
  const dag = kaspaDag.parse(reply, undefined);
  return { ...stateForm(dag), daa_score: dag.daaScore, hashes_per_block: dag.hashesPerBlock };
};

function stateForm(state: NetworkState) {
  return {
    difficulty: state.difficulty,
    network_hashrate_hs: state.networkHashrateHs,
    height: state.height,
    time_ms: toldMs(state.atMs),
    blocks_24h: state.blocks24h,
    price_usd: state.priceUsd,
    subsidy: state.subsidy,
    subsidy_per_block: state.subsidy,
    fees_per_block: state.feesPerBlock,
    block_time_s: state.blockTimeS,
  };
}

/** Recorded replies of those who tell what chains are like. */
export const networkForms: ExternalForms = {
  ...onChainForms,
  mempool: mempoolForm,
  'mempool.space': mempoolForm,
  litecoinspace: mempoolForm,
  'litecoinspace.org': mempoolForm,
  blockchair: blockchairForm,
  blockcypher: (_, text) => stateForm(blockCypherChain.parse(replyOf(text), { coin: 'BTC' })),
  kaspa: kaspaForm,
  '2miners': (_, text) => stateForm(twoMinersNetwork.parse(replyOf(text), { coin: 'BTC' })),
};
