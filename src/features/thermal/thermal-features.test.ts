import { byPlace, checkCases, type FeatureCase } from '../../../tests/support/feature-cases.ts';
import { AIR_FEATURES } from './air-features.ts';
import { THERMAL_FEATURES } from './thermal-features.ts';

const NO = Number.NaN;

const row = (feature: string, given: string, inputs: readonly number[], is: number): FeatureCase => ({
  feature,
  given,
  inputs: inputs.map((value) => [value]),
  is,
});

/** A resistance that grows by a tenth in 30 days. */
const dusty = byPlace(720, (hour) => 2 * (1 + (0.1 * hour) / 720));
const drift = 10 / (1 + (0.1 * 359.5) / 720);

checkCases(
  [...AIR_FEATURES, ...THERMAL_FEATURES],
  [
    row('inlet_temp_c', 'a device', [24], 24),
    row('outlet_temp_c', 'a device', [41], 41),
    row('air_temp_rise_k', 'air that goes from 24 to 41 °C', [24, 41], 17),
    row('cooling_air_temp_c', 'a sensor at the inlet', [24, 21], 24),
    row('cooling_air_temp_c', 'a sensor in the room alone', [NO, 21], 21),
    row('chip_above_air_k', 'chips at 61 °C in a room of 21', [61, 65, NO, 21], 40),
    row('chip_above_air_k', 'nobody who knows the air', [61, 65, NO, NO], NO),
    row('board_temp_c', 'a device', [55], 55),
    row('regulator_temp_c', 'a device', [70], 70),
    row('thermal_resistance_wall', '40 K over the room for 25 W', [NO, 65, NO, 25, 25, 10, 9], 1.6),
    row('thermal_resistance_board', '40 K over the inlet for 20 W', [65, 68, 25, 20, 20, 10, 9], 2),
    row('thermal_resistance_board', 'an hour of warming up', [65, 68, 25, 20, 20, 10, 9 * 16], NO),
    row('thermal_resistance_board', 'a device that is off', [25, 25, 25, 20, 0, 10, 0], NO),
    {
      feature: 'thermal_resistance_wall_drift_30d_percent',
      given: 'a month in which it grew by a tenth',
      inputs: [dusty],
      is: drift,
    },
    {
      feature: 'thermal_resistance_board_drift_30d_percent',
      given: 'every second hour of a month in which it grew by a tenth',
      inputs: [dusty.map((value, hour) => (hour % 2 === 0 ? value : NO))],
      is: 10 / (1 + (0.1 * 359) / 720),
    },
    {
      feature: 'thermal_resistance_board_drift_30d_percent',
      given: 'a week',
      inputs: [dusty.slice(0, 168)],
      is: NO,
    },
    row('hot_spot_score', 'a chip at 68 °C where all are at 60 in air of 20', [60, 68, 20, NO], 0.2),
    row('hot_spot_score', 'a device that tells only its hottest', [NO, 68, 20, NO], NO),
    row('chip_headroom_k', '66 °C where 75 are allowed', [66, 75], 9),
    row('regulator_headroom_k', '110 °C where 105 are allowed', [110, 105], -5),
    row('cooling_effort_per_kw', 'half speed for 100 W', [50, 100], 1.25),
  ],
);
