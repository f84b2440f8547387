import { nodejsPoolAccount } from './nodejs-pool.ts';

/** It mines what pays best, whatever the algorithm, and pays in Monero. */
export const moneroOceanAccount = nodejsPoolAccount('moneroocean', 'api.moneroocean.stream', '');
