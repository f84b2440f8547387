import { Random } from '../../../src/numerics/random.ts';
import { shuffled } from '../../../src/numerics/shuffled.ts';
import {
  brierScores,
  integratedBrierScore,
  type Outcomes,
} from '../../../src/numerics/survival/brier-score.ts';
import { concordance } from '../../../src/numerics/survival/concordance.ts';
import { coxRegression, linearPredictors } from '../../../src/numerics/survival/cox-regression.ts';
import { coxSurvival } from '../../../src/numerics/survival/cox-survival.ts';
import { curveAt, kaplanMeier, survivalQuantile } from '../../../src/numerics/survival/kaplan-meier.ts';
import { stepsUntil } from '../../../src/numerics/survival/step-times.ts';
import {
  forestHazards,
  growSurvivalForest,
  survivalForestDefaults,
} from '../../../src/numerics/survival/survival-forest.ts';
import type { Columns } from '../../../src/numerics/trees/regression-tree.ts';
import { checked } from '../../support/suite-report.ts';
import { eachFile, type Judgement, notJudged } from '../forecast/judgement.ts';
import { columnIn, filesLike, type RecordedTable, tableOf } from '../forecast/recorded-table.ts';

const SEED = 5;
const FOLDS = 5;

/** What each way of foretelling said of rows that it had not learnt from. */
interface Foretold {
  /** Higher goes first. */
  readonly risk: Float64Array;
  /** By moment, then row. */
  readonly survival: readonly Float64Array[];
}

/**
 * Cox's model and the survival forest on gbsg2 (returns of breast cancer), each row foretold by models that had not seen it: how well they order who
 * goes first, and whether their odds beat those that hold for everybody.
 */
export function tumourReturns(folder: string): Judgement {
  const files = filesLike(folder, /^gbsg2\.csv(\.gz)?$/i);
  if (files.length === 0) return notJudged('gbsg2.csv', folder);
  return eachFile(files.slice(0, 1), (file) => judged(tableOf(file)));
}

function judged(table: RecordedTable): Judgement {
  const outcomes = { stop: columnIn(table, /^time$/, 'time'), event: columnIn(table, /^cens$/, 'cens') };
  const covariates = ['age', 'tsize', 'pnodes', 'progrec', 'estrec'].map((name) =>
    columnIn(table, new RegExp(`^${name}$`), name),
  );
  const columns = [
    ...covariates,
    coded(table, 'horth', 'yes'),
    coded(table, 'menostat', 'post'),
    grades(table),
  ];
  const last = survivalQuantile(kaplanMeier(outcomes), 0.5);
  const moments = Float64Array.from({ length: 20 }, (_, at) => ((at + 1) / 20) * last);
  const told = unseen(outcomes, columns, moments);
  const base = integrated(outcomes, told.everybody, moments);
  return {
    figures: { 'gbsg2: integrated Brier score of everybody alike': base },
    checks: (['cox', 'forest'] as const).flatMap((who) => [
      checked({
        name: `gbsg2: concordance of ${who} on unseen rows`,
        value: concordance(outcomes, told[who].risk).index,
        baseline: 0.5,
        atLeast: 0.6,
      }),
      checked({
        name: `gbsg2: integrated Brier score of ${who} on unseen rows`,
        value: integrated(outcomes, told[who], moments),
        baseline: base,
        atMost: base,
      }),
    ]),
  };
}

function unseen(outcomes: Outcomes, columns: Columns, moments: Float64Array) {
  const count = outcomes.stop.length;
  const empty = (): Foretold => ({
    risk: new Float64Array(count),
    survival: Array.from(moments, () => new Float64Array(count)),
  });
  const told = { cox: empty(), forest: empty(), everybody: empty() };
  const place = shuffled(count, new Random(SEED));
  for (let fold = 0; fold < FOLDS; fold++) {
    const rows = [...Array(count).keys()];
    const isHeld = (row: number) => (place[row] ?? 0) % FOLDS === fold;
    const [known, held] = [rows.filter((row) => !isHeld(row)), rows.filter(isHeld)];
    const of = (column: ArrayLike<number>, which: readonly number[]) =>
      Float64Array.from(which, (row) => column[row] ?? Number.NaN);
    const learnt = { stop: of(outcomes.stop, known), event: of(outcomes.event, known) };
    const from = columns.map((column) => of(column, known));
    const to = columns.map((column) => of(column, held));
    const curve = kaplanMeier(learnt);
    const model = coxRegression({ ...learnt, covariates: from });
    const forest = grown(learnt, from);
    const risks = linearPredictors(model, to);
    const hazards = forestHazards(forest, to);
    for (const [at, row] of held.entries()) {
      const own = coxSurvival(
        model,
        to.map((column) => column[at] ?? Number.NaN),
        moments,
      );
      const hazard = hazards[at] ?? new Float64Array();
      told.cox.risk[row] = risks[at] ?? Number.NaN;
      told.forest.risk[row] = hazard.reduce((sum, each) => sum + each, 0);
      for (const [k, moment] of moments.entries()) {
        set(told.cox, k, row, own[k]?.survival);
        set(told.forest, k, row, Math.exp(-(hazard[stepsUntil(forest.times, moment) - 1] ?? 0)));
        set(told.everybody, k, row, curveAt(curve, moment, 0.95, 'plain').survival);
      }
    }
  }
  return told;
}

function set({ survival }: Foretold, moment: number, row: number, value = Number.NaN): void {
  const own = survival[moment];
  if (own) own[row] = value;
}

function grown(lifetimes: Outcomes, columns: Columns) {
  const options = { ...survivalForestDefaults(columns.length), trees: 100 };
  const growing = growSurvivalForest(lifetimes, columns, options, SEED);
  for (;;) {
    const step = growing.next();
    if (step.done) return step.value;
  }
}

function integrated(outcomes: Outcomes, { survival }: Foretold, moments: Float64Array): number {
  return integratedBrierScore(brierScores(outcomes, survival, moments), moments);
}

function coded({ columns, rows }: RecordedTable, name: string, yes: string): Float64Array {
  const place = columns.indexOf(name);
  return Float64Array.from(rows, (row) => Number(row[place]?.toLowerCase() === yes));
}

/** I, II, III. */
function grades({ columns, rows }: RecordedTable): Float64Array {
  const place = columns.indexOf('tgrade');
  return Float64Array.from(rows, (row) => row[place]?.length ?? Number.NaN);
}
