import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Random } from '../../src/numerics/random.ts';
import { PolicyLearner } from '../../src/numerics/reinforcement/policy-learner.ts';
import {
  type Experience,
  newPolicy,
  POLICY_DEFAULTS,
} from '../../src/numerics/reinforcement/proximal-policy.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { judged } from './learn/learn-cases.ts';

/** PyTorch took so long on an idle machine of two cores (November 2026). */
const UPDATE = {
  name: 'policy_update',
  peer: { name: 'torch_policy_update', mostRatio: 1, recordedMs: 570 },
  repeats: 5,
};
const STATE_SIZE = 24;

/** How long one update of proximal policy optimisation takes, 2,048 steps ten times in batches of 64, beside PyTorch. */
export async function policySuite(): Promise<SuiteReport> {
  const random = new Random(1);
  const learner = new PolicyLearner(
    newPolicy({ stateSize: STATE_SIZE, actionSize: 1 }, POLICY_DEFAULTS, random),
    POLICY_DEFAULTS,
  );
  const lived = drawnExperience(random);
  // Once before it counts: the first call is compiled while it runs.
  learner.learn(lived, random);
  const ours: number[] = [];
  for (let repeat = 0; repeat < UPDATE.repeats; repeat++) {
    const startedMs = performance.now();
    learner.learn(lived, random);
    ours.push(performance.now() - startedMs);
  }
  const { figures, failures, notices } = judged(UPDATE, { ours, theirs: nativeTimes() });
  for (const notice of notices) console.log(notice);
  return { suite: 'policy', figures, failures };
}

function drawnExperience(random: Random): Experience {
  const steps = POLICY_DEFAULTS.stepsPerUpdate;
  const drawn = (count: number) => Float64Array.from({ length: count }, () => random.normal());
  return {
    steps,
    states: drawn((steps + 1) * STATE_SIZE),
    actions: drawn(steps),
    logProbabilities: drawn(steps).map((each) => -0.92 - 0.5 * each * each),
    advantages: drawn(steps),
    returns: drawn(steps),
    episodes: [],
  };
}

/** What PyTorch takes; none where it is not installed. @throws Error where it is, and fails */
function nativeTimes(): readonly number[] {
  const script = fileURLToPath(new URL('./policy/same_update.py', import.meta.url));
  const { status, stdout, stderr, error } = spawnSync(
    '/usr/bin/python3',
    [script, String(UPDATE.repeats + 1)],
    { encoding: 'utf8' },
  );
  if (error === undefined && status !== 0) throw new Error(`PyTorch could not: ${stderr}`);
  return (stdout ?? '').trim().split('\n').filter(Boolean).map(Number).slice(1);
}
