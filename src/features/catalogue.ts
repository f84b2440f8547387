import { NETWORK_FEATURES } from './coin/network-features.ts';
import { PRICE_FEATURES } from './coin/price-features.ts';
import { TREND_FEATURES } from './coin/trend-features.ts';
import type { FeatureDefinition } from './definition.ts';
import { MARGIN_FEATURES } from './derived/margin-features.ts';
import { MODEL_FEATURES } from './derived/model-features.ts';
import { COIN_SHARE_FEATURES } from './fleet/coin-share-features.ts';
import { EARNING_FEATURES } from './pool/earning-features.ts';
import { PAYOUT_FEATURES } from './pool/payout-features.ts';
import { SHARE_FEATURES } from './pool/share-features.ts';
import { createRegistry, type FeatureRegistry } from './registry.ts';
import { ENERGY_FEATURES } from './site/energy-features.ts';

/** Every feature of the house. A group's file exports one array of definitions; its line is added here. */
const FEATURES: readonly FeatureDefinition[] = [
  ...PRICE_FEATURES,
  ...TREND_FEATURES,
  ...NETWORK_FEATURES,
  ...SHARE_FEATURES,
  ...EARNING_FEATURES,
  ...PAYOUT_FEATURES,
  ...ENERGY_FEATURES,
  ...MARGIN_FEATURES,
  ...MODEL_FEATURES,
  ...COIN_SHARE_FEATURES,
];

/** Checked when it is loaded: a bad definition stops the tests, not an owner's evening. */
export const REGISTRY: FeatureRegistry = createRegistry(FEATURES);
