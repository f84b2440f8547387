import type { BackendName, NetBackend, NetTraining } from './backend.ts';
import type { Examples } from './batched-net.ts';
import type { NetDesign } from './net-design.ts';

/** Single precision and other orders of sums: so far a loss may lie from that of plain loops, relative to it. */
const TOLERANCE = 1e-3;
/** Rows of the batch that backends are held against plain loops on, and steps of all of them: those take long over more. */
const CHECKED_ROWS = 8;
const CHECKED_STEPS = 96;
/** More batches tell nothing new. */
const MOST_BATCHES = 16;
/** Budgets that one backend may wait before it is given up. */
const PATIENCE = 2;

/** How a backend did with a net of this very shape. */
export interface BackendTiming {
  readonly backend: BackendName;
  /** Of compiling and taking memory, before the first batch; NaN where it was ruled out. */
  readonly setUpMs: number;
  readonly batchMs: number;
  /** Of all batches of the training, once; without the set-up. */
  readonly epochMs: number;
  /** Why it is not taken, in words. */
  readonly ruledOut?: string | undefined;
}

export interface TrialResult {
  readonly quickest: BackendName;
  /** In the order in which they were tried. */
  readonly timings: readonly BackendTiming[];
}

export interface TrialPorts {
  readonly nowMs: () => number;
  /** Waits so many ms. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface TrialOptions {
  /** For all backends together, ms; a batch that is under way is waited for. */
  readonly budgetMs: number;
  /** Epochs that the training is expected to take, over which the set-up is spread. */
  readonly expectedEpochs: number;
}

export const TRIAL_DEFAULTS: TrialOptions = { budgetMs: 1_000, expectedEpochs: 30 };

/**
 * Trains a few batches of a net on every backend that there is, and says which will be done first with all of it, set-up included.
 * Each must reach the losses that plain loops reach in double precision in two steps; one that does not, or fails, is ruled
 * out with the reason.
 *
 * @param plain what others are held against; it is tried, too, on fewer rows
 * @param others are tried in this order: one that is given up may still be busy while the next is tried
 * @throws RangeError where the loss is no number even on plain loops
 */
export async function tryBackends(
  plain: NetBackend,
  others: readonly NetBackend[],
  training: NetTraining,
  ports: TrialPorts,
  { budgetMs, expectedEpochs }: TrialOptions = TRIAL_DEFAULTS,
): Promise<TrialResult> {
  const startedMs = ports.nowMs();
  const reference = await checkedRun(plain, training, ports.nowMs);
  const timings: BackendTiming[] = [];
  const able = others.filter((backend) => backend.trains(training.design));
  for (const [place, backend] of able.entries()) {
    const leftMs = startedMs + budgetMs - ports.nowMs();
    const share = { leftMs: leftMs / (able.length - place), reference };
    const tooLong = ports.wait(PATIENCE * budgetMs).then(() => {
      throw new RangeError(`not done after ${((PATIENCE * budgetMs) / 1_000).toFixed(1)} s`);
    });
    const timing = timed(backend, training, share, ports.nowMs);
    timings.push(
      await Promise.race([timing, tooLong]).catch((error: unknown) =>
        ruledOut(backend.name, reasonOf(error)),
      ),
    );
  }
  timings.push(timingOf(plain.name, training, reference));
  const total = ({ setUpMs, epochMs }: BackendTiming) => setUpMs + expectedEpochs * epochMs;
  const sound = timings.filter((timing) => timing.ruledOut === undefined);
  const best = sound.reduce((least, timing) => (total(timing) < total(least) ? timing : least));
  return { quickest: best.backend, timings };
}

/** A backend that cannot be taken, as a line of the table. */
export function ruledOut(backend: BackendName, why: string): BackendTiming {
  return { backend, setUpMs: Number.NaN, batchMs: Number.NaN, epochMs: Number.NaN, ruledOut: why };
}

interface CheckedRun {
  /** Until the first step could be taken. */
  readonly setUpMs: number;
  /** Of a step with all rows of a batch, and a look at what it has done. */
  readonly batchMs: number;
  /** Before a step, after it, and after another one. */
  readonly losses: readonly number[];
}

/** Two steps on one small batch, from which nothing drops out, since backends draw different masks. */
async function checkedRun(
  backend: NetBackend,
  training: NetTraining,
  nowMs: () => number,
): Promise<CheckedRun> {
  const { batch: most, steps } = training.shape;
  const rows = Math.max(1, Math.min(most, CHECKED_ROWS, Math.floor(CHECKED_STEPS / steps)));
  const batch = firstOf(training.training, rows);
  const startedMs = nowMs();
  const run = backend.train({
    ...training,
    design: withoutDropout(training.design),
    shape: { ...training.shape, batch: rows },
    training: batch,
    validation: batch,
    options: { ...training.options, epochs: 2, patience: 2 },
  });
  const stepsMs: number[] = [];
  for (;;) {
    const step = await run.next();
    if (!step.done) {
      if (step.value.done === 1) stepsMs.push(nowMs() - startedMs);
      continue;
    }
    const [first = 0, second = 0] = stepsMs;
    const losses = step.value.epochs.flatMap(({ loss, validationLoss }) => [loss, validationLoss]);
    const batchMs = ((second - first) * training.shape.batch) / rows;
    return { setUpMs: Math.max(0, 2 * first - second), batchMs, losses };
  }
}

/** @throws RangeError where it comes to another loss than the reference */
async function timed(
  backend: NetBackend,
  training: NetTraining,
  { leftMs, reference }: { readonly leftMs: number; readonly reference: CheckedRun },
  nowMs: () => number,
): Promise<BackendTiming> {
  const startedMs = nowMs();
  const check = await checkedRun(backend, training, nowMs);
  for (const [place, wanted] of reference.losses.entries()) {
    const loss = check.losses[place] ?? Number.NaN;
    if (!(Math.abs(loss - wanted) <= TOLERANCE * Math.abs(wanted)))
      throw new RangeError(
        `its loss is ${loss.toPrecision(5)}, where plain loops reach ${wanted.toPrecision(5)}`,
      );
  }
  const batches: number[] = [];
  const { shape, validation } = training;
  const some = firstOf(training.training, MOST_BATCHES * shape.batch);
  const options = { ...training.options, epochs: 1 };
  const run = backend.train({ ...training, training: some, validation: firstOf(validation, 1), options });
  for await (const _ of run) {
    batches.push(nowMs());
    if (nowMs() - startedMs > leftMs) break;
  }
  const [first = 0] = batches;
  const last = batches.at(-1) ?? first;
  const batchMs = batches.length > 1 ? (last - first) / (batches.length - 1) : check.batchMs;
  return timingOf(backend.name, training, { setUpMs: check.setUpMs, batchMs });
}

function timingOf(
  backend: BackendName,
  { training, shape }: NetTraining,
  { setUpMs, batchMs }: Pick<CheckedRun, 'setUpMs' | 'batchMs'>,
): BackendTiming {
  return { backend, setUpMs, batchMs, epochMs: batchMs * Math.ceil(training.count / shape.batch) };
}

/** The first examples, so many at most. */
function firstOf({ count, inputs, targets }: Examples, most: number): Examples {
  const kept = Math.min(count, most);
  const part = (values: ArrayLike<number>) =>
    Array.prototype.slice.call(values, 0, (values.length / count) * kept);
  return { count: kept, inputs: Float32Array.from(part(inputs)), targets: Float32Array.from(part(targets)) };
}

function withoutDropout(design: NetDesign): NetDesign {
  return design.kind === 'recurrent'
    ? { ...design, dropout: 0, recurrentDropout: 0 }
    : { ...design, dropout: 0 };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
