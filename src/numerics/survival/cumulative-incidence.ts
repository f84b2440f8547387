import { riskOrder } from './risk-order.ts';
import { walkRiskSets } from './risk-sets.ts';
import { checkRows, type SurvivalRows } from './survival-rows.ts';

/** Lifetimes that end in one of several ways. */
export interface CompetingRows extends Omit<SurvivalRows, 'event'> {
  /** 0 where the row is censored, else the number of the cause, from 1. */
  readonly cause: ArrayLike<number>;
}

/** Probability of having ended by each cause up to each moment at which any event came. */
export interface CumulativeIncidence {
  /** Rising. */
  readonly times: Float64Array;
  /** Of not having ended by any. */
  readonly survival: Float64Array;
  /** By cause, the first being number 1, then moment. */
  readonly incidence: readonly Float64Array[];
  /** Standard error of each incidence. */
  readonly standardError: readonly Float64Array[];
}

/**
 * Aalen's and Johansen's estimator for competing causes (Scandinavian Journal of Statistics 5, 1978): a fan that fails cannot fail by its
 * supply any more, so one minus Kaplan-Meier of each cause alone would promise too much. The incidences and the survival sum to 1. Agrees
 * with R's survfit of several states, standard errors (delta method for counts: Marubini & Valsecchi 1995) included.
 *
 * @throws RangeError for rows that are no lifetimes, causes that are no whole numbers, and strata
 */
export function cumulativeIncidence({ cause, ...lifetimes }: CompetingRows): CumulativeIncidence {
  const bad = Array.prototype.findIndex.call(cause, (each: number) => !(Number.isInteger(each) && each >= 0));
  if (bad >= 0) throw new RangeError(`the cause of row ${bad} is ${cause[bad]}`);
  const rows = { ...lifetimes, event: Uint8Array.from(cause, (each) => Number(each > 0)) };
  checkRows(rows);
  if (rows.stratum) throw new RangeError('an incidence is of one stratum');
  const order = riskOrder(rows);
  const causes = Array.prototype.reduce.call(
    cause,
    (most, each) => Math.max(most as number, each),
    0,
  ) as number;
  const steps: IncidenceStep[] = [];
  walkRiskSets(
    order,
    new Float64Array(),
    0,
    order.weight,
    0,
    ({ time, firstEvent, events, weight, atRisk }) => {
      const byCause = new Float64Array(causes);
      for (let place = firstEvent; place < firstEvent + events; place++) {
        const own = (cause[order.row[place] as number] as number) - 1;
        byCause[own] = (byCause[own] as number) + (order.weight[place] as number);
      }
      steps.push({ time, atRisk: atRisk.zeroth, events: weight, byCause });
    },
  );
  steps.reverse();
  let before = 1;
  const survivalBefore = steps.map(({ atRisk, events }) => {
    const was = before;
    before *= Math.max(0, 1 - events / atRisk);
    return was;
  });
  const each = [...Array(causes).keys()].map((own) => incidenceOf(steps, survivalBefore, own));
  return {
    times: Float64Array.from(steps, ({ time }) => time),
    survival: Float64Array.from(
      steps,
      ({ atRisk, events }, at) => (survivalBefore[at] as number) * Math.max(0, 1 - events / atRisk),
    ),
    incidence: each.map(({ incidence }) => incidence),
    standardError: each.map(({ standardError }) => standardError),
  };
}

interface IncidenceStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly byCause: Float64Array;
}

/**
 * I(t) = Σ S(s−) d₁/n, and its variance Σ (I(t) − I(s))² d/(n(n − d)) + Σ S(s−)² d₁(n − d₁)/n³ − 2 Σ (I(t) − I(s)) S(s−) d₁/n², whose
 * squares are opened up so that running sums do.
 */
function incidenceOf(steps: readonly IncidenceStep[], survivalBefore: readonly number[], own: number) {
  const incidence = new Float64Array(steps.length);
  const standardError = new Float64Array(steps.length);
  let [i, a0, a1, a2, b, c0, c1] = [0, 0, 0, 0, 0, 0, 0];
  for (const [at, { atRisk: n, events: d, byCause }] of steps.entries()) {
    const s = survivalBefore[at] as number;
    const d1 = byCause[own] as number;
    i += (s * d1) / n;
    // Where the last ones end, nothing of I(t) − I(s) is left to vary.
    const a = n > d ? d / n / (n - d) : 0;
    a0 += a;
    a1 += a * i;
    a2 += a * i * i;
    b += (s * s * d1 * (n - d1)) / n ** 3;
    const c = (s * d1) / (n * n);
    c0 += c;
    c1 += c * i;
    incidence[at] = i;
    standardError[at] = Math.sqrt(Math.max(0, i * i * a0 - 2 * i * a1 + a2 + b - 2 * (i * c0 - c1)));
  }
  return { incidence, standardError };
}
