import { type Detector, departure, findingOf, partOf } from '../detector.ts';
import { lossIsSudden } from './part-loss.ts';

/** Less hashrate than clock and error rate promise, grown over time. */
export const slowDecline: Detector = {
  trouble: 'slow-decline',
  signals: 1,
  find: (watch, thresholds) => {
    const left = departure(watch, 'hashrate', 'down', thresholds);
    if (!left || lossIsSudden(watch)) return undefined;
    return findingOf('slow-decline', left, partOf(left), {
      figure: 'hashrate',
      charts: ['hashrateHs', 'expectedHashrateHs'],
    });
  },
};
