import { type Detector, departure, findingOf, partOf } from '../detector.ts';

/** Less input voltage at like current than in its own past: resistance in plug or leads, or a supply that gives up. */
export const supplySag: Detector = {
  trouble: 'supply-sag',
  signals: 1,
  find: (watch, thresholds) => {
    const left = departure(watch, 'supply', 'down', thresholds);
    return (
      left &&
      findingOf('supply-sag', left, partOf(left), { figure: 'supply', charts: ['voltageInV', 'powerW'] })
    );
  },
};
