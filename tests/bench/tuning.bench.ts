import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fittedToScale, scaledBeliefsAt } from '../../src/numerics/gaussian-process/fit.ts';
import { Random } from '../../src/numerics/random.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { judged } from './learn/learn-cases.ts';

/** Fitted in turns with scikit-learn, which took so long on an idle machine of two cores (November 2026). */
const FIT = {
  name: 'process_200',
  peer: { name: 'sklearn_process_200', mostRatio: 1, recordedMs: 135 },
  repeats: 5,
};
const BELIEFS = {
  name: 'beliefs_2000',
  peer: { name: 'sklearn_beliefs_2000', mostRatio: 2, recordedMs: 8.8 },
  repeats: 5,
};
const OPTIONS = {
  bounds: { lower: [1e-3, 0.01, 0.01, 0.01, 0.01, 1e-6], upper: [1e3, 100, 100, 100, 100, 10] },
  start: { signalVariance: 1, lengthScales: [1, 1, 1, 1], noiseVariance: 0.1 },
};

/** How fast a Gaussian process learns 200 points of four coordinates, and answers of 2,000, beside scikit-learn. */
export async function tuningSuite(): Promise<SuiteReport> {
  const data = drawnData();
  const fits: [number[], number[]] = [[], []];
  const beliefs: [number[], number[]] = [[], []];
  const failures: string[] = [];
  // Once before it counts: the first call is compiled while it runs.
  ourTimes(data);
  for (let repeat = 0; repeat < FIT.repeats; repeat++) {
    const ours = ourTimes(data);
    fits[0].push(ours.fitMs);
    beliefs[0].push(ours.beliefsMs);
    const theirs = nativeTimes(data);
    if (!theirs) continue;
    fits[1].push(theirs.fitMs);
    beliefs[1].push(theirs.beliefsMs);
    if (ours.logLikelihood < theirs.logLikelihood - 0.02)
      failures.push(
        `a likelihood of e^${ours.logLikelihood}, scikit-learn reaches e^${theirs.logLikelihood}`,
      );
  }
  const parts = [
    judged(FIT, { ours: fits[0], theirs: fits[1] }),
    judged(BELIEFS, { ours: beliefs[0], theirs: beliefs[1] }),
  ];
  for (const notice of parts.flatMap(({ notices }) => notices)) console.log(notice);
  return {
    suite: 'tuning',
    figures: Object.assign({}, ...parts.map(({ figures }) => figures)),
    failures: [...failures, ...parts.flatMap((part) => part.failures)],
  };
}

interface Data {
  readonly inputs: readonly Float64Array[];
  readonly targets: readonly number[];
  readonly asked: readonly Float64Array[];
}

function drawnData(): Data {
  const random = new Random(1);
  const drawn = () => Float64Array.from({ length: 4 }, () => random.uniform());
  const inputs = Array.from({ length: 200 }, drawn);
  const targets = inputs.map(
    ([a = 0, b = 0, c = 0]) => Math.sin(4 * a) + b * b + 0.5 * Math.cos(5 * c) + 0.1 * random.normal(),
  );
  return { inputs, targets, asked: Array.from({ length: 2_000 }, drawn) };
}

interface Times {
  readonly fitMs: number;
  readonly beliefsMs: number;
  readonly logLikelihood: number;
}

function ourTimes({ inputs, targets, asked }: Data): Times {
  const startedMs = performance.now();
  const fit = fittedToScale({ inputs, targets }, OPTIONS);
  const fittedMs = performance.now();
  scaledBeliefsAt(fit, asked);
  return {
    fitMs: fittedMs - startedMs,
    beliefsMs: performance.now() - fittedMs,
    logLikelihood: fit.logLikelihood,
  };
}

/** What scikit-learn takes; undefined where it is not installed. @throws Error where it is, and fails */
function nativeTimes({ inputs, targets, asked }: Data): Times | undefined {
  const script = fileURLToPath(new URL('./tuning/same_process.py', import.meta.url));
  const rows = (points: readonly Float64Array[]) => points.map((point) => Array.from(point));
  const { status, stdout, stderr, error } = spawnSync('/usr/bin/python3', [script], {
    encoding: 'utf8',
    input: JSON.stringify({ inputs: rows(inputs), targets, asked: rows(asked) }),
  });
  if (error === undefined && status !== 0) throw new Error(`scikit-learn could not: ${stderr}`);
  const [fitMs, beliefsMs, logLikelihood] = (stdout ?? '').trim().split(' ').map(Number);
  if (fitMs === undefined || beliefsMs === undefined || logLikelihood === undefined) return undefined;
  return { fitMs, beliefsMs, logLikelihood };
}
