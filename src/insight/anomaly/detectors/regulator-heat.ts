import { type Detector, departure, findingOf, kelvinOf } from '../detector.ts';

/** The regulator, or what stands for the heatsink, is warmer against the chip than usual at these settings. */
export const regulatorHeat: Detector = {
  trouble: 'regulator-heat',
  signals: 1,
  find: (watch, thresholds) => {
    const left = departure(watch, 'chip-over-sink', 'down', thresholds);
    if (!left) return undefined;
    const { value, low, high, unit } = kelvinOf(left);
    const hotter = { value: -value, low: -high, high: -low, unit };
    return findingOf('regulator-heat', left, hotter, {
      figure: 'chip-over-sink',
      charts: ['tempVrC', 'tempOutletC', 'tempChipMaxC'],
    });
  },
};
