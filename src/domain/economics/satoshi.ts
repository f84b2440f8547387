/** Satoshi of one bitcoin; also the units of 1e-8 of most other coins. */
export const SATS_PER_BTC = 100_000_000;
