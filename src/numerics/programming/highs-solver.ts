import loadHighs, { type Highs, type InitOptions, type ModelData } from 'highs';
import type { Program, ProgramSolution, ProgramSolver, ProgramStatus, SolveLimits } from './program.ts';

/**
 * HiGHS (Huangfu & Hall 2018) in WebAssembly: dual simplex, branch and cut, active-set quadratic programs.
 *
 * @param options where its 3.5 MB of code are; in Node they lie beside the package
 * @throws Error where that code cannot be loaded
 */
export async function openHighs(options: InitOptions = {}): Promise<ProgramSolver> {
  const highs = await loadHighs(options);
  return { solve: (program, limits) => solved(highs, program, limits) };
}

function solved(
  highs: Highs,
  program: Program,
  { timeLimitS, relativeGap = 1e-6 }: SolveLimits = {},
): ProgramSolution {
  const model = highs.createModel(modelOf(highs, program));
  try {
    model.options.set({ output_flag: false, mip_rel_gap: relativeGap });
    if (timeLimitS !== undefined) model.options.set({ time_limit: timeLimitS });
    model.run();
    let status = statusOf(highs, model.getModelStatus());
    if (status === 'infeasible' || status === 'infeasible-or-unbounded') {
      // Presolve of 1.15 calls some infeasible that are not (HiGHS issue 2511), and cannot tell it from unbounded.
      model.options.set({ presolve: 'off' });
      model.clearSolver();
      model.run();
      status = statusOf(highs, model.getModelStatus());
    }
    if (status === 'infeasible-or-unbounded')
      throw new RangeError('HiGHS cannot tell infeasible from unbounded');
    const isFound =
      status === 'optimal' || (status === 'limit' && Number.isFinite(model.getObjectiveValue()));
    if (!isFound) return { ...NOTHING, status };
    const { colValue, rowValue, colDual, rowDual } = model.getSolution();
    const isWhole = program.columns.some(({ isInteger }) => isInteger);
    return {
      status,
      objective: model.getObjectiveValue(),
      values: colValue,
      activities: rowValue,
      rowPrices: isWhole ? NONE : rowDual,
      columnPrices: isWhole ? NONE : colDual,
    };
  } finally {
    model.dispose();
  }
}

const NONE = new Float64Array(0);
const NOTHING: Omit<ProgramSolution, 'status'> = {
  objective: Number.NaN,
  values: NONE,
  activities: NONE,
  rowPrices: NONE,
  columnPrices: NONE,
};

function statusOf({ constants }: Highs, code: number): ProgramStatus | 'infeasible-or-unbounded' {
  const { modelStatus: known } = constants;
  switch (code) {
    case known.optimal:
    case known.empty:
      return 'optimal';
    case known.infeasible:
      return 'infeasible';
    case known.unbounded:
      return 'unbounded';
    case known.unboundedOrInfeasible:
      return 'infeasible-or-unbounded';
    case known.timeLimit:
    case known.iterationLimit:
    case known.solutionLimit:
      return 'limit';
    default:
      throw new RangeError(`HiGHS ended with status ${code}`);
  }
}

function modelOf(highs: Highs, { sense, columns, rows, curvature }: Program): ModelData {
  const { objectiveSense, variableType } = highs.constants;
  const endless = highs.infinity;
  const bound = (value: number | undefined, absent: number) => {
    if (Number.isNaN(value)) throw new RangeError('a bound that is no number would be none at all');
    return value === undefined || !Number.isFinite(value) ? absent : value;
  };
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const [index, { terms }] of rows.entries()) {
    for (const [column, value] of terms) {
      if (!(column >= 0 && column < columns.length) || !Number.isFinite(value))
        throw new RangeError(`row ${index} has a term ${value} of column ${column}, which makes no sense`);
      indices.push(column);
      values.push(value);
    }
    starts.push(indices.length);
  }
  const bad = columns.findIndex(({ objective }) => !Number.isFinite(objective));
  if (bad >= 0) throw new RangeError(`column ${bad} has an objective that is no number`);
  return {
    numCols: columns.length,
    numRows: rows.length,
    sense: sense === 'maximise' ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: Float64Array.from(columns, ({ objective }) => objective),
    // Whole numbers get whole bounds: with broken ones HiGHS 1.15 called a fifth of random programs infeasible.
    colLower: Float64Array.from(columns, ({ lower = 0, isInteger }) =>
      bound(isInteger ? Math.ceil(lower) : lower, -endless),
    ),
    colUpper: Float64Array.from(columns, ({ upper, isInteger }) =>
      bound(isInteger && upper !== undefined ? Math.floor(upper) : upper, endless),
    ),
    rowLower: Float64Array.from(rows, ({ lower }) => bound(lower, -endless)),
    rowUpper: Float64Array.from(rows, ({ upper }) => bound(upper, endless)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    ...(columns.some(({ isInteger }) => isInteger)
      ? {
          integrality: columns.map(({ isInteger }) =>
            isInteger ? variableType.integer : variableType.continuous,
          ),
        }
      : {}),
    ...(curvature && curvature.length > 0 ? { hessian: hessianOf(curvature, columns.length) } : {}),
  };
}

/** Q's lower triangle by columns. */
function hessianOf(
  curvature: NonNullable<Program['curvature']>,
  dimension: number,
): NonNullable<ModelData['hessian']> {
  const sorted = curvature.toSorted((a, b) => a[1] - b[1] || a[0] - b[0]);
  const starts = new Int32Array(dimension + 1);
  for (const [row, column] of sorted) {
    if (row < column) throw new RangeError('curvature wants the lower triangle: no row before its column');
    starts[column + 1] = (starts[column + 1] ?? 0) + 1;
  }
  for (let column = 0; column < dimension; column++)
    starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
  return {
    format: 'triangular',
    dimension,
    starts,
    indices: Int32Array.from(sorted, ([row]) => row),
    values: Float64Array.from(sorted, ([, , value]) => value),
  };
}
