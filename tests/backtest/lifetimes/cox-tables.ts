import { concordance } from '../../../src/numerics/survival/concordance.ts';
import { coxRegression, linearPredictors } from '../../../src/numerics/survival/cox-regression.ts';
import type { CoxRows } from '../../../src/numerics/survival/cox-rows.ts';
import { checked } from '../../support/suite-report.ts';
import { eachFile, type Judgement, notJudged, together } from '../forecast/judgement.ts';
import { columnIn, filesLike, tableOf } from '../forecast/recorded-table.ts';

/** A Cox model that others have printed. */
interface PrintedTable {
  readonly title: string;
  readonly file: RegExp;
  readonly time: RegExp;
  readonly event: RegExp;
  /** Covariate, coefficient, standard error. */
  readonly rows: readonly (readonly [RegExp, number, number])[];
  readonly logLikelihood: number;
  /** Shared by rows that have all covariates. */
  readonly concordance: number;
}

/**
 * Efron's ties, no penalty: rossi as the table that lifelines prints (its documentation, "Survival regression"), lung as R's coxph has the 227 rows
 * without gaps.
 */
const TABLES: readonly PrintedTable[] = [
  {
    title: 'rossi',
    file: /^rossi\.csv(\.gz)?$/i,
    time: /^week$/,
    event: /^arrest$/,
    rows: [
      [/^fin$/, -0.379422, 0.191379],
      [/^age$/, -0.057438, 0.021999],
      [/^race$/, 0.3139, 0.307993],
      [/^wexp$/, -0.149796, 0.212224],
      [/^mar$/, -0.433704, 0.381868],
      [/^paro$/, -0.084871, 0.195757],
      [/^prio$/, 0.091497, 0.028649],
    ],
    logLikelihood: -658.7477,
    concordance: 0.64,
  },
  {
    title: 'lung',
    file: /^lung\.csv(\.gz)?$/i,
    time: /^time$/,
    event: /^status$/,
    rows: [
      [/^age$/, 0.011067, 0.009267],
      [/^sex$/, -0.552612, 0.167739],
      [/^ph\.ecog$/, 0.463728, 0.113577],
    ],
    logLikelihood: -729.2301,
    concordance: 0.637,
  },
];

/** Tables are printed to six decimals, so nothing nearer than half of the last one can be asked for. */
const HALF_A_DIGIT = 5.1e-7;

/** Coefficients, errors and log-likelihood beside printed ones, of the data sets that a folder holds. */
export function coxTables(folder: string): Judgement {
  return together(
    TABLES.map((printed) => {
      const files = filesLike(folder, printed.file);
      if (files.length === 0) return notJudged(`${printed.title}.csv`, folder);
      return eachFile(files.slice(0, 1), (file) => besidePrinted(printed, file));
    }),
  );
}

function besidePrinted(
  { title, time, event, rows: printed, ...whole }: PrintedTable,
  file: string,
): Judgement {
  const rows = completeRows(
    file,
    time,
    event,
    printed.map(([name]) => name),
  );
  const model = coxRegression(rows, { ties: 'efron', ridge: 0, ridgeScaled: false });
  const size = printed.length;
  const farthest = (of: (place: number) => number) =>
    Math.max(...printed.map((_, place) => Math.abs(of(place))));
  const { index } = concordance(rows, linearPredictors(model, rows.covariates));
  return {
    figures: {},
    checks: [
      checked({
        name: `${title}: coefficients beside the printed ones, farthest`,
        value: farthest((place) => (model.coefficients[place] ?? Number.NaN) - (printed[place]?.[1] ?? 0)),
        atMost: HALF_A_DIGIT,
      }),
      checked({
        name: `${title}: standard errors beside the printed ones, farthest`,
        value: farthest(
          (place) =>
            Math.sqrt(model.covariance[place * size + place] ?? Number.NaN) - (printed[place]?.[2] ?? 0),
        ),
        atMost: HALF_A_DIGIT,
      }),
      checked({
        name: `${title}: log-likelihood`,
        value: model.logLikelihood,
        published: whole.logLikelihood,
        atLeast: whole.logLikelihood - 5.1e-5,
        atMost: whole.logLikelihood + 5.1e-5,
      }),
      checked({
        name: `${title}: concordance`,
        value: index,
        published: whole.concordance,
        atLeast: whole.concordance - 0.005,
        atMost: whole.concordance + 0.005,
      }),
    ],
  };
}

/** Rows without gaps in what is asked for. */
function completeRows(file: string, time: RegExp, event: RegExp, names: readonly RegExp[]): CoxRows {
  const table = tableOf(file);
  const columns = [time, event, ...names].map((name) =>
    columnIn(table, name, name.source.replace(/[\^$\\]/g, '')),
  );
  const complete = [...(columns[0] ?? []).keys()].filter((row) =>
    columns.every((column) => !Number.isNaN(column[row])),
  );
  const [stop, ended, ...covariates] = columns.map((column) =>
    Float64Array.from(complete, (row) => column[row] ?? 0),
  );
  const least = ended?.reduce((low, each) => Math.min(low, each), 1) ?? 0;
  // R tells lung's deaths by 2 and who was censored by 1.
  const events = ended?.map((each) => (least === 1 && ended.includes(2) ? each - 1 : each)) ?? [];
  return { stop: stop ?? [], event: events, covariates };
}
