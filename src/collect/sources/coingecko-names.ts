/**
 * CoinGecko's names of coins (its public list, /coins/list). Coins that are not here it is not asked about: several
 * share a symbol there, and a wrong one would be a wrong price.
 */
export const COINGECKO_NAMES: Readonly<Record<string, string>> = {
  BTC: 'bitcoin',
  BCH: 'bitcoin-cash',
  XEC: 'ecash',
  NMC: 'namecoin',
  LTC: 'litecoin',
  DOGE: 'dogecoin',
  DGB: 'digibyte',
  VTC: 'vertcoin',
  DASH: 'dash',
  KAS: 'kaspa',
  ETC: 'ethereum-classic',
  XMR: 'monero',
  ZEC: 'zcash',
  RVN: 'ravencoin',
  ERG: 'ergo',
  ALPH: 'alephium',
  CKB: 'nervos-network',
  SC: 'siacoin',
};
