import type { BackendName, NetBackend, NetTraining } from '../numerics/nets/backend.ts';
import { plainBackend, wasmBackend } from '../numerics/nets/backend-processor.ts';
import { type OpenNetThread, threadsBackend } from '../numerics/nets/backend-threads.ts';
import {
  type BackendTiming,
  ruledOut,
  TRIAL_DEFAULTS,
  type TrialPorts,
  type TrialResult,
  tryBackends,
} from '../numerics/nets/backend-trial.ts';
import { webgpuBackend } from '../numerics/nets/backend-webgpu.ts';
import type { NetDesign } from '../numerics/nets/net-design.ts';
import { Gpu } from '../numerics/nets/webgpu/gpu.ts';

/** Another one where what nets run on has changed: what was measured before is measured again. */
const NETS_VERSION = 2;
/** Drivers and browsers change: what was measured is believed so long. */
const BELIEVED_MS = 30 * 86_400_000;

/** A trial as it is remembered. */
export interface RememberedTrial extends TrialResult {
  readonly measuredAtMs: number;
}

/** Where trials are remembered, by what was tried on what. */
export interface TrialMemory {
  read(key: string): Promise<RememberedTrial | undefined>;
  write(key: string, trial: RememberedTrial): Promise<void>;
}

/** What can train nets on this device. */
export interface OpenBackends {
  readonly plain: NetBackend;
  readonly others: readonly NetBackend[];
  /** What is there and cannot be taken. */
  readonly missing: readonly BackendTiming[];
  /** Names the graphics card: another one is measured anew. */
  readonly adapter: string;
  /** Gives the graphics card back. */
  close(): void;
}

export interface BackendPorts {
  /** Of the day, ms: how old a trial is. */
  readonly nowMs: () => number;
  /** By its own clock a trial is timed. */
  readonly trial: TrialPorts;
  readonly memory: TrialMemory;
  readonly backends: Omit<OpenBackends, 'close'>;
  readonly machine: Pick<Navigator, 'userAgent' | 'hardwareConcurrency'>;
}

/** The quickest backend for a net of this very shape, and how all of them did. */
export interface BackendChoice {
  readonly backend: NetBackend;
  readonly timings: readonly BackendTiming[];
  readonly measuredAtMs: number;
}

/** The helpers that a device may have for one thread. */
export interface Helpers {
  readonly gpu: GPU | undefined;
  /** Threads that may train at once; 1 where it takes one. */
  readonly threads: number;
  readonly openThread: OpenNetThread;
  /** May threads share memory? Only where the page is isolated from others'. */
  readonly isIsolated: boolean;
}

/**
 * Opens all that there is: WebAssembly with SIMD on one thread and, where they may share memory, on several; plain loops; and
 * WebGPU where it is more than the processor in disguise, which is slower than any.
 */
export async function openBackends(helpers: Helpers): Promise<OpenBackends> {
  const threads = threadsOf(helpers);
  const others = [wasmBackend, ...threads.others];
  const found = { plain: plainBackend, others, missing: threads.missing, adapter: 'none', close() {} };
  const without = (why: string) => [...threads.missing, ruledOut('webgpu', why)];
  try {
    const opened = await Gpu.open(helpers.gpu);
    const { adapter } = opened;
    const close = () => opened.device.destroy();
    if (!opened.isFallback) return { ...found, others: [...others, webgpuBackend(opened)], adapter, close };
    close();
    return { ...found, missing: without(`no graphics card: ${adapter}`), adapter };
  } catch (error) {
    return { ...found, missing: without(error instanceof Error ? error.message : String(error)) };
  }
}

function threadsOf({ threads, openThread, isIsolated }: Helpers): Pick<OpenBackends, 'others' | 'missing'> {
  if (threads > 1 && isIsolated) return { others: [threadsBackend(threads, openThread)], missing: [] };
  const why = isIsolated
    ? 'too few cores for a second thread'
    : 'the browser keeps threads from sharing memory';
  return { others: [], missing: [ruledOut('wasm-threads', why)] };
}

/**
 * The backend that a short trial on this device finds quickest for a training, remembered for 30 days by the shape of the net, the
 * graphics card, the browser and its cores. Where nothing but the processor trains such nets, one trial speaks for all shapes.
 * @param training is asked for where it is needed: it holds all examples
 */
export async function chosenBackend(
  design: NetDesign,
  training: () => NetTraining,
  ports: BackendPorts,
): Promise<BackendChoice> {
  const { plain, missing, adapter } = ports.backends;
  const others = ports.backends.others.filter((backend) => backend.trains(design));
  const { userAgent, hardwareConcurrency } = ports.machine;
  const net = others.length > 1 ? shapeOf(training()) : 'any';
  const names = others.map(({ name }) => name);
  const key = JSON.stringify([NETS_VERSION, net, names, adapter, userAgent, hardwareConcurrency]);
  const kept = await ports.memory.read(key);
  const ageMs = ports.nowMs() - (kept?.measuredAtMs ?? Number.NaN);
  const trial =
    kept && ageMs >= 0 && ageMs < BELIEVED_MS ? kept : await measured(plain, others, training(), ports);
  if (trial !== kept) await ports.memory.write(key, trial);
  const named = (name: BackendName) => others.find((other) => other.name === name) ?? plain;
  const timings = [...missing, ...trial.timings];
  return { backend: named(trial.quickest), timings, measuredAtMs: trial.measuredAtMs };
}

function shapeOf({ design, shape, levels }: NetTraining): unknown {
  return [design, shape, levels];
}

async function measured(
  plain: NetBackend,
  others: readonly NetBackend[],
  training: NetTraining,
  ports: BackendPorts,
): Promise<RememberedTrial> {
  const { epochs, patience } = training.options;
  // It ends some time after its best epoch: nobody knows when before.
  const expectedEpochs = Math.min(epochs, Math.max(TRIAL_DEFAULTS.expectedEpochs, patience));
  const options = { ...TRIAL_DEFAULTS, expectedEpochs };
  const trial = await tryBackends(plain, others, training, ports.trial, options);
  return { ...trial, measuredAtMs: ports.nowMs() };
}
