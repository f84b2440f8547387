import type { Detector } from '../detector.ts';
import { errorRise } from './error-rise.ts';
import { fanWear } from './fan-wear.ts';
import { flatline } from './flatline.ts';
import { partLoss } from './part-loss.ts';
import { powerRise } from './power-rise.ts';
import { regulatorHeat } from './regulator-heat.ts';
import { shareGap } from './share-gap.ts';
import { sharesRejected, sharesStale } from './share-rates.ts';
import { slowDecline } from './slow-decline.ts';
import { supplySag } from './supply-sag.ts';
import { thermalResistance } from './thermal-resistance.ts';
import { firmwareChanged, network, poolAddress, poolFailover, settingsChanged } from './told-troubles.ts';

/** Every detector of single miners. */
export const DETECTORS: readonly Detector[] = [
  flatline,
  partLoss,
  supplySag,
  thermalResistance,
  fanWear,
  regulatorHeat,
  errorRise,
  slowDecline,
  powerRise,
  shareGap,
  sharesRejected,
  sharesStale,
  poolAddress,
  settingsChanged,
  firmwareChanged,
  poolFailover,
  network,
];

/** Signals of one miner that chance can raise, with the place's own: its air. They share the alarm budget equally. */
export const STATISTICAL_SIGNALS = DETECTORS.reduce((sum, { signals }) => sum + signals, 0) + 1;
