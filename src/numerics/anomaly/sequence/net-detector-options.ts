import type { NetDesign } from '../../nets/net-design.ts';
import { TRAINING_DEFAULTS, type TrainingOptions } from '../../nets/train-net.ts';
import { LIMIT_DEFAULTS, type LimitOptions } from './held-out-limit.ts';

export interface NetDetectorOptions {
  readonly design: NetDesign;
  /** Rows that the net sees. */
  readonly lookBack: number;
  /** Does it say the rows that it sees again, or the row after them? */
  readonly says: 'window' | 'next';
  /** Rows over whose errors the mean is judged. */
  readonly smoothing: number;
  readonly batch: number;
  readonly training: TrainingOptions;
  /** Share of the examples, the last ones, that say when training ends. */
  readonly watchedShare: number;
  /** Share of the normal rows, the last ones, that set the limits. */
  readonly heldOutShare: number;
  readonly limit: LimitOptions;
}

/** Epochs, patience, batches and the watched share as in the published evaluation of SKAB (github.com/waico/SKAB, `core/Conv_AE.py`). */
const SHARED = {
  batch: 32,
  training: { ...TRAINING_DEFAULTS, epochs: 100, patience: 5 },
  watchedShare: 0.1,
  heldOutShare: 0.25,
  limit: LIMIT_DEFAULTS,
} as const;

/** Windows of a minute at a row a second, as the published ones. */
export const AUTOENCODER_DETECTOR: NetDetectorOptions = {
  ...SHARED,
  design: { kind: 'autoencoder', units: [64, 16], dropout: 0, highway: false },
  lookBack: 60,
  says: 'window',
  smoothing: 1,
};

export const CONVOLUTION_DETECTOR: NetDetectorOptions = {
  ...SHARED,
  design: { kind: 'convolution', channels: [16, 16, 16], taps: 3, dropout: 0.1, highway: false },
  lookBack: 20,
  says: 'next',
  smoothing: 20,
};

export const LSTM_DETECTOR: NetDetectorOptions = {
  ...SHARED,
  design: { kind: 'recurrent', units: [32], dropout: 0.1, recurrentDropout: 0, highway: false },
  lookBack: 20,
  says: 'next',
  smoothing: 20,
};
