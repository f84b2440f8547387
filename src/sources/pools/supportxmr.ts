import { nodejsPoolAccount } from './nodejs-pool.ts';

export const supportXmrAccount = nodejsPoolAccount('supportxmr', 'supportxmr.com', '/api');
