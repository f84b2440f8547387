import type { Upstream } from '../upstream.ts';
import { accountPoolUpstreams } from './account-pools.ts';
import { coinPoolUpstreams } from './coin-pools.ts';
import { keyedPools } from './keyed-pools.ts';
import { openPools } from './open-pools.ts';

export const poolsUpstreams: readonly Upstream[] = [
  ...openPools,
  ...keyedPools,
  ...accountPoolUpstreams,
  ...coinPoolUpstreams,
];
