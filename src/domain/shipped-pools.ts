import json from '../../models/pools.json';
import { readPoolCatalogue } from './pool-catalogue.ts';

/** The pools that come with the app. Import this file on demand (`await import(…)`): it is no part of the first load. */
export const SHIPPED_POOLS = readPoolCatalogue(json);
