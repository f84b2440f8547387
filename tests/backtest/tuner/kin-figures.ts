import type { ChipKin, TuningObjective } from '../../../src/domain/tuning.ts';
import { chipKin } from '../../../src/insight/tuning/chip-model.ts';
import { knowledgeOf } from '../../../src/insight/tuning/search.ts';
import { GAMMA_601 } from '../../../src/twin/miner-models.ts';
import { type TwinTask, trueBest, truthAt, tuneTwin } from './tuned-twin.ts';

const TEACHERS = 5;
const MOST_LEARNERS = 10;
const MOST_TRIALS = 12;
const OBJECTIVE: TuningObjective = { kind: 'net', earnedPerThDay: 0.05, pricePerKwh: 0.1 };
const ENVELOPE = {
  frequencyMhz: { min: 400, max: 625, step: 5 },
  coreVoltageMv: { min: 1_000, max: 1_250, step: 5 },
  maxPowerW: 25,
  maxChipC: 70,
  maxVrC: 85,
  minInputV: 4.8,
  maxErrorRate: 0.06,
};

/** Chips that are tuned alone, and with what five others of their kind have taught. Money of what the best earns, as a part. */
export function kinFigures(chips: number, failures: string[]): Readonly<Record<string, number>> {
  const beliefs = Array.from({ length: TEACHERS }, (_, index) => {
    const { session } = tuneTwin(taskOf(500 + index));
    if (session.task.ladder) throw new Error('clock and voltage are no ladder');
    return knowledgeOf(session.task, session.trials).chip;
  });
  const learners = Math.min(chips, MOST_LEARNERS);
  const [alone, taught] = [undefined, chipKin(beliefs)].map((kin) =>
    Array.from({ length: learners }, (_, index) => learn(taskOf(1_000 + index, kin))),
  );
  const breaches = taught?.reduce((sum, run) => sum + run.breaches, 0) ?? Number.NaN;
  if (!(breaches === 0))
    failures.push(`the envelope was left ${breaches} times by chips that others had taught`);
  return {
    kin_chips: learners,
    kin_regret_alone: mean(alone?.map(({ regret }) => regret)),
    kin_regret_taught: mean(taught?.map(({ regret }) => regret)),
    kin_minutes_alone: mean(alone?.map(({ minutes }) => minutes)),
    kin_minutes_taught: mean(taught?.map(({ minutes }) => minutes)),
    kin_breaches: breaches,
  };
}

function taskOf(seed: number, kin?: ChipKin): TwinTask {
  return { model: GAMMA_601, seed, envelope: ENVELOPE, objective: OBJECTIVE, mostTrials: MOST_TRIALS, kin };
}

function learn(task: TwinTask) {
  const { twin, breaches, minutes } = tuneTwin(task);
  const { frequencyMhz, coreVoltageMv } = twin.settings;
  const best = trueBest(task).worth;
  const found = truthAt(task, { frequencyMhz, coreVoltageMv }).worth;
  return { regret: (best - found) / Math.abs(best), breaches: breaches.length, minutes };
}

function mean(values: readonly number[] = []): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
