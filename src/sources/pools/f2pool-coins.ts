/** Its names of coins, without the `-mm` of those that are merge-mined (api.f2pool.com/v2/doc, list of currencies). */
const SYMBOLS: Readonly<Record<string, string>> = {
  bitcoin: 'BTC',
  'bitcoin-cash': 'BCH',
  litecoin: 'LTC',
  dogecoin: 'DOGE',
  dash: 'DASH',
  zcash: 'ZEC',
  zen: 'ZEN',
  'ethereum-classic': 'ETC',
  raven: 'RVN',
  ravencoin: 'RVN',
  nervos: 'CKB',
  kaspa: 'KAS',
  handshake: 'HNS',
  kadena: 'KDA',
  decred: 'DCR',
  conflux: 'CFX',
  'siacoin-new': 'SC',
  elacoin: 'ELA',
  elastos: 'ELA',
  hathor: 'HTR',
  nmccoin: 'NMC',
  'fractal-bitcoin': 'FB',
  bells: 'BELLS',
  junkcoin: 'JKC',
  luckycoin: 'LKY',
  pepecoin: 'PEP',
  dingocoin: 'DINGO',
  craftcoin: 'CRC',
  shibacoin: 'SHIC',
};

/** The symbol of a coin that F2Pool names; its own name where nobody told us one. */
export function f2poolCoin(currency: string): string {
  return SYMBOLS[currency.toLowerCase().replace(/-mm$/, '')] ?? currency;
}
