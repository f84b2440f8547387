import type {
  ChipKin,
  ChipReference,
  ClockPoint,
  TuningEnvelope,
  TuningLimits,
  TuningObjective,
  TuningSample,
  TuningSession,
} from '../../../src/domain/tuning.ts';
import { worthOf } from '../../../src/insight/tuning/knowledge.ts';
import { startSession, stepSession, type TuningEvent } from '../../../src/insight/tuning/session.ts';
import { Random } from '../../../src/numerics/random.ts';
import type { Fault } from '../../../src/twin/faults.ts';
import { nominalHashrateHs } from '../../../src/twin/hashrate.ts';
import { chipCount, type MinerModel } from '../../../src/twin/miner-model.ts';
import { MinerTwin } from '../../../src/twin/miner-twin.ts';
import { clockOf } from '../../support/clock-of.ts';

/** A tuning run on one simulated chip. */
export interface TunedTwin {
  readonly session: TuningSession;
  readonly twin: MinerTwin;
  /** What was truly left of the envelope, and when; empty where nothing was. */
  readonly breaches: readonly string[];
  readonly minutes: number;
}

export interface TwinTask {
  readonly model: MinerModel;
  readonly seed: number;
  readonly envelope: TuningEnvelope;
  readonly objective: TuningObjective;
  readonly mostTrials: number;
  readonly faults?: readonly Fault[] | undefined;
  /** What chips of the same kind turned out to be. */
  readonly kin?: ChipKin | undefined;
  /** It tells a hashrate that it reckons from the answers of about a minute, a tenth off, as firmware of 2025 did; wrong answers it does not tell. */
  readonly countsAnswers?: boolean | undefined;
}

export const START_MS = Date.UTC(2026, 0, 12, 8);
export const POLL_S = 10;
const POOL = { host: 'pool.example', port: 3333, user: 'tuned', difficulty: 1_000 };
/** As long as a session could last if every trial took all its time, and again half of that. */
const MOST_MINUTES = 12 * 6 * 1.5;

export function twinOf({ model, seed, faults }: Pick<TwinTask, 'model' | 'seed' | 'faults'>): MinerTwin {
  return new MinerTwin({
    model,
    firmware: 'v2.14.0',
    name: 'Tuned',
    mac: '02:00:00:00:00:01',
    ipv4: '192.168.1.60',
    seed,
    startMs: START_MS,
    pools: [POOL, POOL],
    airC: (atMs) => 22 + 2 * Math.sin((2 * Math.PI * (atMs - START_MS)) / 86_400_000 + seed),
    uptimeS: 7_200,
    ...(faults ? { faults } : {}),
  });
}

/** What the maker says of a model: all that the tuner is told of it beforehand. */
export function referenceOf(model: MinerModel): ChipReference {
  return {
    frequencyMhz: model.defaultFrequencyMhz,
    coreVoltageMv: model.defaultVoltageMv,
    hashrateHs: nominalHashrateHs(model.defaultFrequencyMhz, model.smallCoresPerChip, chipCount(model)),
    hashrateDoubt: 0.01,
  };
}

/** Tunes one twin in its own time, by what its sensors tell every ten seconds. */
export function tuneTwin(task: TwinTask): TunedTwin {
  const twin = twinOf(task);
  const { envelope, objective, mostTrials, seed } = task;
  const at = { frequencyMhz: twin.settings.frequencyMhz, coreVoltageMv: twin.settings.coreVoltageMv };
  let { session } = startSession(
    { reference: { ...referenceOf(task.model), kin: task.kin }, envelope, objective, mostTrials, seed },
    at,
    START_MS,
  );
  const breaches: string[] = [];
  const counter = task.countsAnswers ? answerCounter(new Random(seed)) : undefined;
  const tell = (event: TuningEvent) => {
    const step = stepSession(session, event);
    session = step.session;
    if (step.command.kind !== 'set') return;
    const { frequencyMhz, coreVoltageMv } = clockOf(step.command.point);
    const answered = twin.reachable
      ? twin.takeCommand(() => Object.assign(twin.settings, { frequencyMhz, coreVoltageMv }))
      : undefined;
    const isSet =
      answered &&
      twin.settings.frequencyMhz === frequencyMhz &&
      twin.settings.coreVoltageMv === coreVoltageMv;
    tell({ kind: isSet ? 'applied' : 'not-applied', atMs: twin.state.atMs });
  };
  while (session.phase !== 'ended' && twin.state.atMs - START_MS < MOST_MINUTES * 60_000) {
    twin.advanceTo(twin.state.atMs + POLL_S * 1000, POLL_S);
    breaches.push(...trueBreaches(twin, envelope));
    const sample = sampleOf(twin, counter?.(twin));
    tell(sample ? { kind: 'sample', sample } : { kind: 'tick', atMs: twin.state.atMs });
  }
  return { session, twin, breaches, minutes: (twin.state.atMs - START_MS) / 60_000 };
}

/** Of recorded readings the scatter is a tenth, and their likeness is gone after some seventy seconds. */
const ANSWERS_A_WINDOW = 100;
const WINDOW_POLLS = 7;

/** A hashrate reckoned from the answers that came in a sliding window: as many as chance has it. */
function answerCounter(random: Random): (twin: MinerTwin) => number {
  const counts: number[] = [];
  return ({ state, model }) => {
    const usual = nominalHashrateHs(model.defaultFrequencyMhz, model.smallCoresPerChip, chipCount(model));
    const hashesAnAnswer = (usual * POLL_S * WINDOW_POLLS) / ANSWERS_A_WINDOW;
    counts.push(random.poisson((state.hashrateHs * POLL_S) / hashesAnAnswer));
    if (counts.length > WINDOW_POLLS) counts.shift();
    return (counts.reduce((sum, each) => sum + each, 0) * hashesAnAnswer) / (counts.length * POLL_S);
  };
}

/** As its adapter reads it: what sensors say, with their noise. */
export function sampleOf(twin: MinerTwin, counted?: number): TuningSample | undefined {
  if (!twin.reachable) return undefined;
  const { measured, state } = twin;
  return {
    atMs: state.atMs,
    hashrateHs: counted ?? measured.hashrateHs,
    powerW: measured.inputW,
    chipC: measured.chipMaxC,
    vrC: measured.regulatorC,
    inputV: measured.inputV,
    fanPercent: Math.round(state.fanPercent),
    ...(counted === undefined ? { errorRate: measured.errorPercent / 100 } : {}),
  };
}

/** Which limits a twin truly breaks now, whatever its sensors say. */
export function trueBreaches(twin: MinerTwin, envelope: TuningLimits): readonly string[] {
  const { state, silicon } = twin;
  const hottestC = state.temps.chipC + silicon.hottestOffsetK;
  const told = [
    [state.inputW > (envelope.maxPowerW ?? Number.POSITIVE_INFINITY), `power ${state.inputW}`],
    [hottestC > (envelope.maxChipC ?? Number.POSITIVE_INFINITY), `chip ${hottestC}`],
    [state.regulatorC > (envelope.maxVrC ?? Number.POSITIVE_INFINITY), `regulator ${state.regulatorC}`],
    [state.inputV < (envelope.minInputV ?? 0), `input ${state.inputV}`],
    [state.fanPercent > (envelope.maxFanPercent ?? 100), `fan ${state.fanPercent}`],
    [state.errorRate > (envelope.maxErrorRate ?? 1), `errors ${state.errorRate}`],
  ] as const;
  const at = `${twin.settings.frequencyMhz} MHz ${twin.settings.coreVoltageMv} mV`;
  return told.filter(([broken]) => broken).map(([, what]) => `${what} at ${at}`);
}

/** The truth about one point, at rest. */
export interface TruePoint {
  readonly point: ClockPoint;
  readonly worth: number;
  readonly hashrateHs: number;
  readonly powerW: number;
  readonly isSafe: boolean;
}

/** What a point truly does when everything has settled. */
export function truthAt(task: TwinTask, point: ClockPoint): TruePoint {
  const twin = twinOf({ ...task, faults: [] });
  Object.assign(twin.settings, point);
  for (let minute = 0; minute < 30; minute++) twin.step(60);
  const { hashrateHs, inputW } = twin.state;
  return {
    point,
    worth: worthOf(task.objective, Math.log(hashrateHs), inputW),
    hashrateHs,
    powerW: inputW,
    isSafe: trueBreaches(twin, task.envelope).length === 0,
  };
}

/** The best of all points of a grid that keep within the envelope, by a search from coarse to fine. */
export function trueBest(task: TwinTask): TruePoint {
  const { frequencyMhz, coreVoltageMv } = task.envelope;
  let best: TruePoint | undefined;
  const look = (clocks: readonly number[], voltages: readonly number[]) => {
    for (const clock of clocks)
      for (const voltage of voltages) {
        const there = truthAt(task, { frequencyMhz: clock, coreVoltageMv: voltage });
        if (there.isSafe && there.worth > (best?.worth ?? Number.NEGATIVE_INFINITY)) best = there;
      }
  };
  look(steps(frequencyMhz.min, frequencyMhz.max, 25), steps(coreVoltageMv.min, coreVoltageMv.max, 10));
  if (!best) throw new RangeError('no point of this envelope is safe');
  const { point } = best;
  look(
    steps(
      Math.max(frequencyMhz.min, point.frequencyMhz - 25),
      Math.min(frequencyMhz.max, point.frequencyMhz + 25),
      5,
    ),
    steps(
      Math.max(coreVoltageMv.min, point.coreVoltageMv - 15),
      Math.min(coreVoltageMv.max, point.coreVoltageMv + 15),
      5,
    ),
  );
  return best;
}

function steps(from: number, to: number, by: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / by + 1e-9) + 1 }, (_, index) => from + index * by);
}
