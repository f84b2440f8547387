import { type Detector, departure, findingOf, partOf } from '../detector.ts';

/** More wrong answers than in its own past at these settings. */
export const errorRise: Detector = {
  trouble: 'error-rise',
  signals: 1,
  find: (watch, thresholds) => {
    const left = departure(watch, 'errors', 'up', thresholds);
    return (
      left &&
      findingOf('error-rise', left, partOf(left), { figure: 'errors', charts: ['hwErrorPct', 'hwErrors'] })
    );
  },
};
