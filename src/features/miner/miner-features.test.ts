import { byPlace, checkCases, type FeatureCase, steady } from '../../../tests/support/feature-cases.ts';
import { CLOCK_FEATURES } from './clock-features.ts';
import { HASHRATE_FEATURES } from './hashrate-features.ts';
import { POWER_FEATURES } from './power-features.ts';
import { RAIL_FEATURES } from './rail-features.ts';
import { SHARE_COUNT_FEATURES } from './share-features.ts';
import { TEMPERATURE_FEATURES } from './temperature-features.ts';
import { UPTIME_FEATURES } from './uptime-features.ts';

const T = 1e12;
const NO = Number.NaN;

const row = (feature: string, given: string, inputs: readonly number[], is: number): FeatureCase => ({
  feature,
  given,
  inputs: inputs.map((value) => [value]),
  is,
});

const oneAndThree = (rows: number) => [
  byPlace(rows, (i) => (i % 2 === 0 ? T : 3 * T)),
  steady(rows, 1),
  steady(rows, 0),
];

const hashrate: readonly FeatureCase[] = [
  row('hashrate_th_s', '1.2e12 hashes a second', [1.2 * T], 1.2),
  row('hashrate_th_s', 'a device that told none', [NO], NO),
  row('board1_th_s', 'a board', [0.4 * T], 0.4),
  row('board2_th_s', 'a board', [0.5 * T], 0.5),
  row('board3_th_s', 'a board', [0.6 * T], 0.6),
  row('board4_th_s', 'a board', [0.7 * T], 0.7),
  row('hashboard_variance', 'three boards, one of them dead', [3 * T, 3 * T, 0, NO], 0.5),
  row('hashboard_variance', 'four equal boards', [3 * T, 3 * T, 3 * T, 3 * T], 0),
  row('hashboard_variance', 'a single board', [3 * T, NO, NO, NO], NO),
  row('weakest_board_ratio', 'one of four at half', [4 * T, 4 * T, 4 * T, 2 * T], 2 / 3.5),
  row('weakest_board_ratio', 'boards that all stand still', [0, 0, NO, NO], NO),
  {
    feature: 'hashrate_stability',
    given: 'an hour that goes 1 % up and down',
    inputs: [byPlace(60, (i) => (i % 2 === 0 ? 99 : 101) * T)],
    is: 1 - Math.sqrt(60 / 59) / 100,
  },
  {
    feature: 'hashrate_stability',
    given: '29 minutes of an hour',
    inputs: [[...steady(31, NO), ...steady(29, T)]],
    is: NO,
  },
  row('hashrate_variance_1min', 'polls of 0.9, 1.0 and 1.1 TH/s', [T, 3, 0.02 * T * T], 0.01),
  row('hashrate_variance_1min', 'a single poll', [T, 1, 0], NO),
  {
    feature: 'hashrate_variance_10min',
    given: 'polls of 1, 1, 1, 1 and 2 TH/s in five minutes',
    inputs: [[T, T, T, T, 2 * T], steady(5, 1), steady(5, 0)],
    is: 0.2,
  },
  {
    feature: 'hashrate_variance_1h',
    given: 'polls of 1 and 3 TH/s by turns',
    inputs: oneAndThree(30),
    is: 30 / 29,
  },
  {
    feature: 'hashrate_variance_24h',
    given: 'polls of 1 and 3 TH/s by turns',
    inputs: oneAndThree(12),
    is: 12 / 11,
  },
  {
    feature: 'hashrate_variation_24h',
    given: 'polls of 1 and 3 TH/s by turns',
    inputs: oneAndThree(12),
    is: Math.sqrt(12 / 11) / 2,
  },
];

const power: readonly FeatureCase[] = [
  row('power_consumption_w', 'a plug and a device', [320, 300], 320),
  row('power_consumption_w', 'a device without a plug', [NO, 300], 300),
  row('power_at_wall', 'a plug and a device', [320, 300], 1),
  row('power_at_wall', 'a device without a plug', [NO, 300], 0),
  row('power_at_wall', 'neither', [NO, NO], NO),
  row('device_power_w', 'a device', [300], 300),
  row('efficiency_j_th', '3,000 W at the wall for 100 TH/s', [3_000, 2_800, 100 * T], 30),
  row('efficiency_j_th', 'a device that hashes nothing', [3_000, 2_800, 0], NO),
  row('efficiency_device_j_th', '2,800 W for 100 TH/s', [2_800, 100 * T], 28),
  {
    feature: 'power_efficiency_trend',
    given: 'a terahash that costs 0.02 J more every hour, from 20 J on, for a week',
    inputs: [steady(168, NO), byPlace(168, (hour) => 20 + 0.02 * hour), steady(168, T)],
    // 0.48 J a day on a mean of 20 + 0.02 × 83.5 J.
    is: 48 / 21.67,
  },
  row('core_voltage_v', 'a device', [1.15], 1.15),
  row('core_voltage_set_v', 'a device', [1.2], 1.2),
  row('input_voltage_v', 'a device', [11.9], 11.9),
  row('input_current_a', 'a device', [1.6], 1.6),
];

const clocks: readonly FeatureCase[] = [
  row('core_clock_mhz', 'a device', [525], 525),
  row('memory_clock_mhz', 'a card', [9_500], 9_500),
  row('overclock_profile', '630 MHz where 525 are stock', [630, 525], 1.2),
  row('overclock_profile', 'a model that nobody knows', [630, NO], NO),
];

const temperatures: readonly FeatureCase[] = [
  row('avg_chip_temp_c', 'a device that tells both', [61, 65], 61),
  row('avg_chip_temp_c', 'a device that tells only its hottest', [NO, 65], 65),
  row('max_chip_temp_c', 'a device', [66], 66),
  row('chip_temp_spread_k', 'a device', [7], 7),
  row('thermal_efficiency', '1.2 TH/s at 40 K above the room', [1.2 * T, 60, 65, NO, 20], 0.03),
  row('thermal_efficiency', 'chips as warm as the air', [0, 20.5, 21, 20, 19], NO),
  {
    feature: 'chip_temp_stability_k',
    given: 'polls of 59 and 61 °C by turns',
    inputs: [byPlace(12, (i) => (i % 2 === 0 ? 59 : 61)), steady(12, 1), steady(12, 0)],
    is: Math.sqrt(12 / 11),
  },
  {
    feature: 'chip_temp_gradient_k_per_min',
    given: 'ten minutes that each are half a kelvin warmer, two unseen',
    inputs: [byPlace(10, (i) => (i === 3 || i === 4 ? NO : 50 + 0.5 * i))],
    is: 0.5,
  },
  row('fan_speed_percent', 'a device', [45], 45),
  row('fan_speed_rpm', 'a device', [4_200], 4_200),
  row('fan_rpm_stability', '4,000 rpm that spread by 40', [4_000, 5, 4 * 40 * 40], 0.99),
  row('fan_rpm_stability', 'a fan that stands still', [0, 5, 0], NO),
];

const shares: readonly FeatureCase[] = [
  row('accepted_shares', 'a count that rose by 12', [12], 12),
  row('rejected_shares', 'a count that rose by 1', [1], 1),
  row('stale_shares', 'a count that did not rise', [0], 0),
  row('error_rate', 'a device', [0.4], 0.4),
  row('hw_errors_per_hour', 'a count that rose by 30', [30], 30),
];

const afterRestart = (rates: readonly number[]): FeatureCase['inputs'] => [
  [...steady(60, T), ...rates.map((share) => share * T)],
  [...byPlace(60, (i) => 60 * i + 6_000), ...rates.map((_, i) => 60 * i + 20)],
];

const uptime: readonly FeatureCase[] = [
  row('uptime_hours', '7,200 seconds', [7_200], 2),
  {
    feature: 'recovery_time_minutes',
    given: 'a restart after which the third minute was back at 95 %, and what came later',
    inputs: afterRestart([0.98, 0, 0.5, 0.95, 0.1]),
    is: 3,
  },
  {
    feature: 'recovery_time_minutes',
    given: 'a restart after which it never came back',
    inputs: afterRestart([0.98, 0, 0.5, 0.6, 0.6]),
    is: NO,
  },
  {
    feature: 'recovery_time_minutes',
    given: 'a restart of more than a day ago',
    inputs: afterRestart(steady(1_441, 1)),
    is: NO,
  },
];

const rails: readonly FeatureCase[] = [
  row('input_voltage_sag_percent', '11.4 V where 12 are meant', [11.4, 12], 5),
  row('input_voltage_ripple_percent', '12 V that spread by 0.12', [12, 4, 3 * 0.12 * 0.12], 1),
  row('rail_quality', '11.7 to 12.15 V where 12 are meant', [11.7, 12.15, 12], 0.5),
  row('rail_quality', 'a model that nobody knows', [11.7, 12.15, NO], NO),
  row('core_voltage_droop_percent', '1.14 V where 1.2 are set', [1.2, 1.14], 5),
];

checkCases(
  [
    ...HASHRATE_FEATURES,
    ...POWER_FEATURES,
    ...CLOCK_FEATURES,
    ...TEMPERATURE_FEATURES,
    ...SHARE_COUNT_FEATURES,
    ...UPTIME_FEATURES,
    ...RAIL_FEATURES,
  ],
  [...hashrate, ...power, ...clocks, ...temperatures, ...shares, ...uptime, ...rails],
);
