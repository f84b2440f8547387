import type { NetBackend } from '../../numerics/nets/backend.ts';
import type { TrialPorts } from '../../numerics/nets/backend-trial.ts';
import { SLICE_MS } from './work-slices.ts';

interface TurnPorts {
  readonly clockMs: () => number;
  readonly rest: (ms: number) => Promise<void>;
  /** Lets others have their turn. @throws the reason why the trial has to end */
  readonly turn: () => Promise<void>;
}

/**
 * A trial of backends amid which others have their turn, and which its owner may pause or end: by its clock none of that takes
 * any time.
 */
export class UnhurriedTrial implements TrialPorts {
  readonly #ports: TurnPorts;
  #restedMs = 0;

  constructor(ports: TurnPorts) {
    this.#ports = ports;
  }

  readonly nowMs = (): number => this.#ports.clockMs() - this.#restedMs;

  readonly wait = async (ms: number): Promise<void> => {
    const untilMs = this.nowMs() + ms;
    for (let leftMs = ms; leftMs > 0; leftMs = untilMs - this.nowMs()) await this.#ports.rest(leftMs);
  };

  /** A backend that lets others have their turn between two batches. */
  paced(backend: NetBackend): NetBackend {
    const trial = this;
    return {
      name: backend.name,
      trains: (design) => backend.trains(design),
      async *train(training) {
        const run = backend.train(training);
        try {
          for (let beganMs = trial.nowMs(); ; ) {
            const step = await run.next();
            if (step.done) return step.value;
            yield step.value;
            if (trial.nowMs() - beganMs < SLICE_MS) continue;
            await trial.#rest();
            beganMs = trial.nowMs();
          }
        } finally {
          await run.return(undefined as never);
        }
      },
    };
  }

  async #rest(): Promise<void> {
    const { clockMs, turn } = this.#ports;
    const beganMs = clockMs();
    try {
      await turn();
    } finally {
      this.#restedMs += clockMs() - beganMs;
    }
  }
}
