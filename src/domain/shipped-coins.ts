import json from '../../models/coins.json';
import { readCoinCatalogue } from './coin-catalogue.ts';

/** The coins that come with the app. Import this file on demand (`await import(…)`): it is no part of the first load. */
export const SHIPPED_COINS = readCoinCatalogue(json);
