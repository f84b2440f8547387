import type { TargetData } from '../../insight/forecast/target-data.ts';
import type { TrainingView } from '../forecast-api.ts';
import { type ContestFit, contestFits } from './contest-fits.ts';
import type { TrainableKind } from './model-kinds.ts';
import { RemainingWork } from './remaining-work.ts';
import type { QueuedAsk, TrainingState } from './training-state.ts';
import type { WorkSlices } from './work-slices.ts';

/** Parts of the whole that the phases take, about. */
const PARTS = { features: 0.1, search: 0.3, training: 0.3, contest: 0.3 } as const;
const BEGINS = { features: 0, search: 0.1, training: 0.4, contest: 0.7 } as const;

export type TrainingProgress = Pick<TrainingView, 'phase' | 'done' | 'left' | 'model' | 'tried'>;

export interface ProgressPorts {
  readonly data: TargetData;
  readonly ask: Pick<QueuedAsk, 'budgetS'>;
  readonly slices: Pick<WorkSlices, 'workedMs'>;
  readonly nowMs: () => number;
  readonly show: (progress: TrainingProgress) => void;
}

/** Tells how far a training is, what it is at, and what is left of it. */
export class ProgressTeller {
  readonly #ports: ProgressPorts;
  readonly #kinds: readonly TrainableKind[];
  readonly #remaining: RemainingWork;
  #contestFits: readonly ContestFit[] = [];
  #entered: TrainingState['phase'] | undefined;
  #model: TrainingProgress['model'];

  constructor(ports: ProgressPorts, kinds: readonly TrainableKind[]) {
    this.#ports = ports;
    this.#kinds = kinds;
    const quick = kinds.filter(({ space }) => Object.keys(space).length === 0);
    this.#remaining = new RemainingWork(1_000 * ports.ask.budgetS, new Set(quick.map(({ kind }) => kind)));
  }

  /** @param part of the phase, 0..1 @param model that is being fitted; the one before where absent */
  tell(state: TrainingState, part: number, model = this.#model): void {
    const { data, slices, nowMs, show } = this.#ports;
    const { phase, tried } = state;
    if (phase !== this.#entered) this.#contestFits = contestFits(state, this.#kinds, data);
    this.#model = phase === this.#entered ? model : undefined;
    this.#entered = phase;
    const share = Math.min(1, part);
    const left = this.#remaining.left({ ...state, contestFits: this.#contestFits }, share, slices.workedMs);
    show({
      phase,
      done: BEGINS[phase] + PARTS[phase] * share,
      left: left && { ...left, toldAtMs: nowMs() },
      model: this.#model,
      tried,
    });
  }
}
