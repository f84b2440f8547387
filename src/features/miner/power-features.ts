import type { FeatureDefinition } from '../definition.ts';
import { dividedBy, firstThere, linear, quotient } from '../operators/arithmetic.ts';
import { movingRelativeSlope } from '../operators/moving-slope.ts';
import { columnOf, type Operator } from '../operators/operator.ts';
import { composed, input } from '../operators/row-wise.ts';
import { DAY_MS } from '../span.ts';
import { OF_MINER, POWER_INPUTS, telemetry } from './telemetry-input.ts';

/** A circuit of a house gives no more: three phases of 32 A. */
const MOST_W = 22_000;
/** The first ASICs of 2013 took 10,000 J/TH; of other algorithms a terahash costs far more. */
const MOST_J_TH = 1e12;

const told = (rest: Pick<FeatureDefinition, 'name' | 'unit' | 'formula' | 'inputs' | 'range'>) => ({
  ...OF_MINER,
  ...rest,
  source: 'Device.',
  evaluator: input(0),
});

const atWall: Operator = () => (inputs, out, rows) => {
  const [wallW, deviceW] = [columnOf(inputs, 0), columnOf(inputs, 1)];
  for (let i = 0; i < rows; i++) {
    const isTold = !Number.isNaN(deviceW[i]);
    out[i] = !Number.isNaN(wallW[i]) ? 1 : isTold ? 0 : Number.NaN;
  }
};

/** What a miner draws, what it gets for it, and on which volts and amperes. */
export const POWER_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'power_consumption_w',
    unit: 'W',
    formula:
      'Mean power over the minute: at the wall where a plug (or a reading of one) tells it, else what the device says that it draws.',
    source: 'Meter, else device; power_at_wall says which.',
    inputs: POWER_INPUTS,
    range: [0, MOST_W],
    evaluator: firstThere(),
  },
  {
    ...OF_MINER,
    name: 'power_at_wall',
    unit: '',
    formula: '1 where power_consumption_w was measured at the wall, 0 where the device told it of itself.',
    source: 'Definition.',
    inputs: POWER_INPUTS,
    range: [0, 1],
    evaluator: atWall,
  },
  told({
    name: 'device_power_w',
    unit: 'W',
    formula: 'Mean power over the minute that the device says of itself; most measure behind their supply.',
    inputs: [telemetry('powerW')],
    range: [0, MOST_W],
  }),
  {
    ...OF_MINER,
    name: 'efficiency_j_th',
    unit: 'J/TH',
    formula:
      'power_consumption_w ÷ hashrate in TH/s, of the means of the minute; missing where nothing is drawn or hashed.',
    source: 'Definition: a watt is a joule a second.',
    inputs: [...POWER_INPUTS, telemetry('hashrateHs')],
    range: [0, MOST_J_TH],
    evaluator: composed(quotient(), firstThere(), dividedBy(1e12, 2)),
  },
  {
    ...OF_MINER,
    name: 'efficiency_device_j_th',
    unit: 'J/TH',
    formula: 'Power that the device says of itself ÷ hashrate in TH/s, of the means of the minute.',
    source: 'Definition: a watt is a joule a second.',
    inputs: [telemetry('powerW'), telemetry('hashrateHs')],
    range: [0, MOST_J_TH],
    evaluator: composed(quotient(), input(0), dividedBy(1e12, 1)),
  },
  {
    ...OF_MINER,
    name: 'power_efficiency_trend',
    unit: '%/d',
    formula:
      '100 × least-squares slope a day of the hourly J/TH over 7 days ÷ its mean over them; half of the hours must be there. Above 0 a terahash costs more from day to day.',
    source: 'Ordinary least squares on time.',
    inputs: [...POWER_INPUTS, telemetry('hashrateHs')],
    step: 'hour',
    windowMs: 7 * DAY_MS,
    range: [-100, 100],
    outlier: 'flag',
    evaluator: composed(
      linear(100),
      composed(
        movingRelativeSlope({ windowMs: 7 * DAY_MS, atLeast: 0.5 }, DAY_MS),
        composed(quotient(), firstThere(), dividedBy(1e12, 2)),
      ),
    ),
  },
  told({
    name: 'core_voltage_v',
    unit: 'V',
    formula: 'Mean over the minute of the core voltage that the device measures.',
    inputs: [telemetry('voltageCoreV')],
    range: [0, 30],
  }),
  told({
    name: 'core_voltage_set_v',
    unit: 'V',
    formula: 'Core voltage that the device is set to, mean over the minute.',
    inputs: [telemetry('voltageCoreSetV')],
    range: [0, 30],
  }),
  told({
    name: 'input_voltage_v',
    unit: 'V',
    formula: 'Mean over the minute of the voltage that the device is fed with.',
    inputs: [telemetry('voltageInV')],
    range: [0, 500],
  }),
  told({
    name: 'input_current_a',
    unit: 'A',
    formula: 'Mean over the minute of the current that the device says it takes in.',
    inputs: [telemetry('currentA')],
    range: [0, 1_000],
  }),
];
