import { type Detector, departure, findingOf, partOf } from '../detector.ts';

/** Less speed at like duty than in its own past, or a speed that swings: a bearing wears. */
export const fanWear: Detector = {
  trouble: 'fan-wear',
  signals: 2,
  find: (watch, thresholds) => {
    const slower = departure(watch, 'fan-speed', 'down', thresholds);
    const charts = ['fanRpm', 'fanPercent'] as const;
    if (slower) return findingOf('fan-wear', slower, partOf(slower), { figure: 'fan-speed', charts });
    const swings = departure(watch, 'fan-jitter', 'up', thresholds);
    return swings && findingOf('fan-wear', swings, partOf(swings), { figure: 'fan-jitter', charts });
  },
};
