import { type Detector, departure, findingOf, partOf } from '../detector.ts';

/** More power at the same settings than in its own past. */
export const powerRise: Detector = {
  trouble: 'power-rise',
  signals: 1,
  find: (watch, thresholds) => {
    const left = departure(watch, 'power', 'up', thresholds);
    return left && findingOf('power-rise', left, partOf(left), { figure: 'power', charts: ['powerW'] });
  },
};
