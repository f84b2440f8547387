import type { NetDesign } from './net-design.ts';

/** For earnings: a day of hours through 128 and 64 units. */
export const EARNINGS_NET = {
  kind: 'recurrent',
  units: [128, 64],
  dropout: 0.2,
  recurrentDropout: 0,
  highway: false,
} as const satisfies NetDesign;

/** For markets: three layers, whose states drop out, too. */
export const MARKET_NET = {
  kind: 'recurrent',
  units: [128, 64, 32],
  dropout: 0,
  recurrentDropout: 0.2,
  highway: false,
} as const satisfies NetDesign;

/** For phones: a twentieth of the work, with a straight way for what is linear. */
export const PHONE_NET = {
  kind: 'recurrent',
  units: [32],
  dropout: 0.1,
  recurrentDropout: 0,
  highway: true,
} as const satisfies NetDesign;

export const CONVOLUTION_NET = {
  kind: 'convolution',
  channels: [24, 24, 24, 24],
  taps: 3,
  dropout: 0.1,
  highway: true,
} as const satisfies NetDesign;

export const TRANSFORMER_NET = {
  kind: 'transformer',
  width: 32,
  heads: 4,
  hidden: 64,
  layers: 2,
  patch: 8,
  dropout: 0.1,
  highway: true,
} as const satisfies NetDesign;
