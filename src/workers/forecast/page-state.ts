import type { TrainAsk, TrainingView } from '../forecast-api.ts';
import type { PageState } from '../learner-api.ts';

/** Behind a page that nobody sees a training takes a quarter of a core. */
const HIDDEN_RESTS = 3;

/** What the page that opened the learner allows a training. */
export interface PagePorts {
  /** Why a training has to wait; undefined where it need not. */
  readonly pausedBy: (ask: Pick<TrainAsk, 'onBattery'>) => TrainingView['paused'];
  /** Ms to rest after a slice that took so long. */
  readonly pauseAfter: (sliceMs: number) => number;
}

/** On battery trainings wait, unless their owner said otherwise; behind a page that is hidden they go slowly. */
export function pagePorts(stateNow: () => PageState): PagePorts {
  return {
    pausedBy: ({ onBattery }) => (stateNow().isOnBattery && !onBattery ? 'battery' : undefined),
    pauseAfter: (sliceMs) => (stateNow().isHidden ? HIDDEN_RESTS * sliceMs : 0),
  };
}
