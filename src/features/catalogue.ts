import { NETWORK_FEATURES } from './coin/network-features.ts';
import { PRICE_FEATURES } from './coin/price-features.ts';
import { TREND_FEATURES } from './coin/trend-features.ts';
import type { FeatureDefinition } from './definition.ts';
import { MARGIN_FEATURES } from './derived/margin-features.ts';
import { MARKET_PLACE_FEATURES } from './derived/market-place-features.ts';
import { MODEL_FEATURES } from './derived/model-features.ts';
import { COIN_SHARE_FEATURES } from './fleet/coin-share-features.ts';
import { AGE_FEATURES } from './hardware/age-features.ts';
import { SILICON_FEATURES } from './hardware/silicon-features.ts';
import { CLOCK_FEATURES } from './miner/clock-features.ts';
import { HASHRATE_FEATURES } from './miner/hashrate-features.ts';
import { POWER_FEATURES } from './miner/power-features.ts';
import { RAIL_FEATURES } from './miner/rail-features.ts';
import { RHYTHM_FEATURES } from './miner/rhythm-features.ts';
import { SHARE_COUNT_FEATURES } from './miner/share-features.ts';
import { TEMPERATURE_FEATURES } from './miner/temperature-features.ts';
import { UPTIME_FEATURES } from './miner/uptime-features.ts';
import { FAULT_FEATURES } from './operation/fault-features.ts';
import { RELIABILITY_FEATURES } from './operation/reliability-features.ts';
import { EARNING_FEATURES } from './pool/earning-features.ts';
import { PAYOUT_FEATURES } from './pool/payout-features.ts';
import { SHARE_FEATURES } from './pool/share-features.ts';
import { createRegistry, type FeatureRegistry } from './registry.ts';
import { ENERGY_FEATURES } from './site/energy-features.ts';
import { AIR_FEATURES } from './thermal/air-features.ts';
import { COOLING_FEATURES } from './thermal/cooling-features.ts';
import { THERMAL_FEATURES } from './thermal/thermal-features.ts';
import { CALENDAR_FEATURES } from './time/calendar-features.ts';
import { HISTORY_FEATURES } from './time/history-features.ts';
import { SHARE_OF_WHOLE_FEATURES } from './time/share-of-whole-features.ts';

/** Every feature of the house. A group's file exports one array of definitions; its line is added here. */
const FEATURES: readonly FeatureDefinition[] = [
  ...HASHRATE_FEATURES,
  ...POWER_FEATURES,
  ...CLOCK_FEATURES,
  ...TEMPERATURE_FEATURES,
  ...SHARE_COUNT_FEATURES,
  ...UPTIME_FEATURES,
  ...RAIL_FEATURES,
  ...RHYTHM_FEATURES,
  ...HISTORY_FEATURES,
  ...CALENDAR_FEATURES,
  ...SHARE_OF_WHOLE_FEATURES,
  ...AIR_FEATURES,
  ...THERMAL_FEATURES,
  ...COOLING_FEATURES,
  ...SILICON_FEATURES,
  ...AGE_FEATURES,
  ...FAULT_FEATURES,
  ...RELIABILITY_FEATURES,
  ...PRICE_FEATURES,
  ...TREND_FEATURES,
  ...NETWORK_FEATURES,
  ...SHARE_FEATURES,
  ...EARNING_FEATURES,
  ...PAYOUT_FEATURES,
  ...ENERGY_FEATURES,
  ...MARGIN_FEATURES,
  ...MARKET_PLACE_FEATURES,
  ...MODEL_FEATURES,
  ...COIN_SHARE_FEATURES,
];

/** Checked when it is loaded: a bad definition stops the tests, not an owner's evening. */
export const REGISTRY: FeatureRegistry = createRegistry(FEATURES);
