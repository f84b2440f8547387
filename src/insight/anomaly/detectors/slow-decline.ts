import { type Detector, findingOf, partOf } from '../detector.ts';
import { hashrateLoss, lossIsSudden } from './part-loss.ts';

/** Less hashrate than clock and error rate promise, grown over time. */
export const slowDecline: Detector = {
  trouble: 'slow-decline',
  signals: 1,
  find: (watch, thresholds) => {
    const { figure, left } = hashrateLoss(watch, thresholds);
    if (!left || lossIsSudden(watch)) return undefined;
    return findingOf('slow-decline', left, partOf(left), {
      figure,
      charts: ['hashrateHs', figure === 'hashrate' ? 'expectedHashrateHs' : 'frequencyMhz'],
    });
  },
};
