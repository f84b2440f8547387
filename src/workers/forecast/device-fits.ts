import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import type {
  FitProgress,
  FittedForecaster,
  Forecaster,
  SeriesTable,
} from '../../numerics/forecast/learned/forecaster.ts';
import { type FitOnBackend, NetForecaster } from '../../numerics/forecast/learned/net-forecaster.ts';
import type { BackendName, NetTraining } from '../../numerics/nets/backend.ts';
import { ruledOut } from '../../numerics/nets/backend-trial.ts';
import { ThreadError } from '../../numerics/nets/threads/thread-error.ts';
import { GpuError } from '../../numerics/nets/webgpu/gpu-error.ts';
import { Random } from '../../numerics/random.ts';
import {
  type BackendChoice,
  type BackendPorts,
  chosenBackend,
  type OpenBackends,
} from '../backend-choice.ts';
import type { KeptTrials } from './kept-trials.ts';
import { UnhurriedTrial } from './unhurried-trial.ts';
import type { WorkSlices } from './work-slices.ts';

export interface DeviceFitPorts {
  readonly openBackends: () => Promise<OpenBackends>;
  readonly machine: BackendPorts['machine'];
  readonly trials: Pick<KeptTrials, 'read' | 'write' | 'putLast'>;
  readonly slices: WorkSlices;
  readonly nowMs: () => number;
  readonly clockMs: () => number;
  readonly rest: (ms: number) => Promise<void>;
}

/** A fit as all fits of a training are told apart. */
export interface FitAsk {
  /** Names the fit among all of a training. */
  readonly of: string;
  readonly forecaster: Forecaster;
  readonly table: SeriesTable;
  readonly horizon: number;
  readonly seed: number;
}

export interface DeviceFit {
  readonly fitted: FittedForecaster;
  readonly backend: BackendName;
}

/**
 * Fits of nets on the graphics card or on several threads, where a short trial on this device finds that quickest for the very net.
 * They keep no checkpoints: one that is broken off is begun anew.
 */
export class DeviceFits {
  readonly #ports: DeviceFitPorts;
  #opening: Promise<OpenBackends> | undefined;
  #hasGivenUp = false;

  constructor(ports: DeviceFitPorts) {
    this.#ports = ports;
  }

  /**
   * @returns undefined where one thread is to do it, in slices: it is quicker, or the others have come to grief, after which this
   * training leaves them alone
   * @throws StoreError; what the gate of the slices throws
   */
  async fit(
    { of, forecaster, table, horizon, seed }: FitAsk,
    afterSlice: (step: FitProgress, backend: BackendName) => Promise<void> | void,
  ): Promise<DeviceFit | undefined> {
    if (!(forecaster instanceof NetForecaster) || this.#hasGivenUp) return undefined;
    const ownSeed = Math.floor(Random.labelled(seed, of).uniform() * 2 ** 32);
    let prepared: FitOnBackend | undefined;
    const begun = () => {
      prepared ??= forecaster.fitOn([table], { horizon, seed: ownSeed });
      return prepared;
    };
    let choice: BackendChoice | undefined;
    try {
      const opened = await this.#opened();
      choice = await this.#chosen(opened, forecaster, () => begun().training);
      const { name } = choice.backend;
      const device = isHelper(name) && opened.others.find((other) => other.name === name);
      if (!device) return undefined;
      const fitted = await this.#ports.slices.follow(begun().on(device), (step) => afterSlice(step, name));
      return { fitted, backend: name };
    } catch (error) {
      if (error instanceof GpuError) await this.#giveUp('webgpu', error, choice);
      else if (error instanceof ThreadError) await this.#giveUp('wasm-threads', error, choice);
      // Where it is no fault of the device, whoever fits in slices comes upon it, too, and says so.
      else if (!(error instanceof RangeError || error instanceof ForecastError)) throw error;
      return undefined;
    }
  }

  /** Gives the graphics card back. */
  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    opened?.close();
  }

  #opened(): Promise<OpenBackends> {
    this.#opening ??= this.#ports.openBackends();
    return this.#opening;
  }

  async #chosen(
    opened: OpenBackends,
    { design }: NetForecaster,
    training: () => NetTraining,
  ): Promise<BackendChoice> {
    const { machine, trials, slices, nowMs, clockMs, rest } = this.#ports;
    const trial = new UnhurriedTrial({ clockMs, rest, turn: () => slices.turn() });
    const choice = await chosenBackend(design, training, {
      ...{ nowMs, machine, trial },
      backends: {
        ...opened,
        plain: trial.paced(opened.plain),
        others: opened.others.map((backend) => trial.paced(backend)),
      },
      memory: {
        read: (key) => trials.read(key),
        async write(key, found) {
          // One that was broken off amid its trial came to nothing, and must not be remembered.
          await slices.turn();
          await trials.write(key, found);
        },
      },
    });
    await trials.putLast({ timings: choice.timings, quickest: choice.backend.name });
    return choice;
  }

  /** The reason is told where the learner says how it is. */
  async #giveUp(backend: BackendName, error: Error, choice: BackendChoice | undefined): Promise<void> {
    this.#hasGivenUp = true;
    const timings = choice?.timings.filter((timing) => timing.backend !== backend) ?? [];
    await this.#ports.trials.putLast({ timings: [...timings, ruledOut(backend, error.message)] });
  }
}

/** One thread of the processor works in slices instead, which can be left off and gone on with. */
export function isHelper(name: BackendName): boolean {
  return name === 'webgpu' || name === 'wasm-threads';
}
