import type { FeatureDefinition } from '../definition.ts';
import { quotient } from '../operators/arithmetic.ts';
import { input } from '../operators/row-wise.ts';
import { fact, OF_MINER, telemetry } from './telemetry-input.ts';

/** At which clocks a miner runs, and how far from its maker's. */
export const CLOCK_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'core_clock_mhz',
    unit: 'MHz',
    formula: 'Mean over the minute of the clock that the device tells of its chips.',
    source: 'Device.',
    inputs: [telemetry('frequencyMhz')],
    range: [0, 6_000],
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'memory_clock_mhz',
    unit: 'MHz',
    formula:
      'Mean over the minute of the clock of the memory of graphics cards, as XMRig tells it. No ASIC has one, so it is missing of them.',
    source: 'The driver of the card.',
    inputs: [telemetry('memoryClockMhz')],
    range: [0, 50_000],
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'overclock_profile',
    unit: '',
    formula:
      'Clock ÷ the clock that its maker ships it with: 1 is stock, above it is overclocked, below it underclocked.',
    source: 'Device; hardware catalogue for the maker’s clock.',
    inputs: [telemetry('frequencyMhz'), fact('defaultFrequencyMhz')],
    range: [0, 4],
    evaluator: quotient(),
  },
];
