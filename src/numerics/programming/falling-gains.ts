import type { Program, ProgramColumn, ProgramSolver } from './program.ts';

/** A linear program to be maximised whose columns' gains may fall: Σ (c·x − q·x²/2). */
export interface FallingProgram extends Pick<Program, 'rows'> {
  readonly columns: readonly FallingColumn[];
}

export interface FallingColumn extends Omit<ProgramColumn, 'isInteger'> {
  /** How fast the gain of one more falls; 0 where it stays level. */
  readonly fall: number;
}

export type FallingSolution =
  | {
      readonly status: 'optimal';
      readonly objective: number;
      readonly values: Float64Array;
      /** What the objective gains by one more of a row's bound, and of a column's. */
      readonly rowPrices: Float64Array;
      readonly columnPrices: Float64Array;
    }
  | { readonly status: 'infeasible' | 'unbounded' };

const MOST_ROUNDS = 200;
/** Proved within this part of the best. */
const GAP = 1e-10;
/** Points closer than this part of their size are one. */
const SAME = 1e-12;
/** Whoever climbs as far as this climbs without end. */
const NO_END = 1e15;

/**
 * Solves it by inner linearisation (Dantzig & Wolfe 1960; Bertsekas & Yu 2011, "A unifying polyhedral approximation
 * framework"): each gain that falls is a chain of straight pieces, whose program of lines alone tells prices; at these
 * prices each column by itself would be best at (c − aᵀλ)/q, which becomes a corner of its chain. It ends once the sum of
 * what the columns would earn by themselves (the dual's bound) is no more than what is earned. HiGHS's own quadratic
 * solver (1.15) went round without end for 1 in 40,000 of random programs of this kind and called others endless.
 *
 * @throws RangeError where no bound is reached within 200 rounds
 */
export function solveFalling(program: FallingProgram, solver: ProgramSolver): FallingSolution {
  const { columns } = program;
  if (columns.some(({ lower = 0, upper = lower }) => upper < lower)) return { status: 'infeasible' };
  const chains = columns.map(firstChain);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const lined = solver.solve(linedProgram(program, chains));
    if (lined.status === 'infeasible') return { status: 'infeasible' };
    if (lined.status === 'unbounded') {
      if (!lengthened(columns, chains)) return { status: 'unbounded' };
      continue;
    }
    const values = valuesOf(columns, chains, lined.values);
    const { rowPrices } = lined;
    const nets = netsOf(program, rowPrices);
    const objective = sumOver(columns, (column, j) => gainOf(column, values[j] as number));
    // What the columns would earn by themselves beyond what they earn here: at 0 it is proved that nothing earns more.
    const missed = sumOver(columns, (column, j) => {
      const own = bestOf(column, nets[j] as number, values[j] as number);
      return (
        netGain(column, nets[j] as number, own) - netGain(column, nets[j] as number, values[j] as number)
      );
    });
    let isRefined = false;
    columns.forEach((column, j) => {
      if (column.fall === 0) return;
      const own = bestOf(column, nets[j] as number, values[j] as number);
      for (const corner of [own, values[j] as number])
        isRefined = addCorner(chains[j] as number[], corner) || isRefined;
    });
    if (missed <= GAP * Math.max(1, Math.abs(objective)) || !isRefined) {
      const columnPrices = nets.map((net, j) =>
        slopeAtBound(columns[j] as FallingColumn, net, values[j] as number),
      );
      return { status: 'optimal', objective, values, rowPrices, columnPrices };
    }
  }
  throw new RangeError(`no proof that an allocation is best within ${MOST_ROUNDS} rounds`);
}

/** Corners of a chain of pieces, rising; without an upper bound it goes on beyond the last one in a straight line. */
type Chain = number[];

function firstChain({ objective, fall, lower = 0, upper }: FallingColumn): Chain {
  const end = endOf(upper);
  if (end < Number.POSITIVE_INFINITY) return end > lower ? [lower, end] : [lower];
  return fall === 0 ? [lower] : [lower, Math.max(1, 2 * lower, (2 * objective) / fall)];
}

function endOf(upper: number | undefined): number {
  return upper ?? Number.POSITIVE_INFINITY;
}

/** The pieces of a chain, from each corner to the next. */
function piecesOf(chain: Chain, upper: number | undefined): readonly (readonly [from: number, to: number])[] {
  const ends =
    endOf(upper) < Number.POSITIVE_INFINITY ? chain.slice(1) : [...chain.slice(1), Number.POSITIVE_INFINITY];
  return ends.map((to, k) => [chain[k] as number, to] as const);
}

/** Pieces as columns of their own, each as long as it is: those that earn more fill first, since gains fall. */
function linedProgram({ columns, rows }: FallingProgram, chains: readonly Chain[]): Program {
  const lined: ProgramColumn[] = [];
  const places = columns.map(({ objective, fall, upper }, j) =>
    piecesOf(chains[j] as Chain, upper).map(([from, to]) => {
      const middle = to < Number.POSITIVE_INFINITY ? (from + to) / 2 : from;
      return lined.push({ objective: objective - fall * middle, upper: to - from }) - 1;
    }),
  );
  return {
    sense: 'maximise',
    columns: lined,
    rows: rows.map(({ lower, upper, terms }) => {
      const begun = terms.reduce((sum, [j, use]) => sum + use * (chains[j]?.[0] as number), 0);
      return {
        lower: lower === undefined ? undefined : lower - begun,
        upper: upper === undefined ? undefined : upper - begun,
        terms: terms.flatMap(([j, use]) => (places[j] ?? []).map((place) => [place, use] as const)),
      };
    }),
  };
}

function valuesOf(
  columns: readonly FallingColumn[],
  chains: readonly Chain[],
  pieces: Float64Array,
): Float64Array {
  let place = 0;
  return Float64Array.from(columns, ({ upper }, j) => {
    const chain = chains[j] as Chain;
    return piecesOf(chain, upper).reduce((sum) => sum + (pieces[place++] as number), chain[0] as number);
  });
}

/** True where a chain got a corner; one that lies with another is none. */
function addCorner(chain: Chain, corner: number): boolean {
  const after = chain.findIndex((each) => each >= corner);
  const isSame = (each: number | undefined) =>
    each !== undefined && Math.abs(each - corner) <= SAME * Math.max(1, Math.abs(corner));
  const place = after < 0 ? chain.length : after;
  if (isSame(chain[place]) || isSame(chain[place - 1])) return false;
  chain.splice(place, 0, corner);
  return true;
}

/** Chains without an upper bound, of gains that fall, go on further before their straight line. False where none can. */
function lengthened(columns: readonly FallingColumn[], chains: readonly Chain[]): boolean {
  let isAny = false;
  columns.forEach(({ fall, upper }, j) => {
    const last = chains[j]?.at(-1) as number;
    if (fall === 0 || endOf(upper) < Number.POSITIVE_INFINITY || last > NO_END) return;
    chains[j]?.push(8 * last);
    isAny = true;
  });
  return isAny;
}

/** What one more of each column gains at its first, less what it uses at these prices. */
function netsOf({ columns, rows }: FallingProgram, prices: Float64Array): Float64Array {
  const nets = Float64Array.from(columns, ({ objective }) => objective);
  rows.forEach(({ terms }, row) => {
    for (const [j, use] of terms) nets[j] = (nets[j] as number) - use * (prices[row] as number);
  });
  return nets;
}

/** Where a column would be best by itself; one of level gains stays, as the program of lines has it at a bound already. */
function bestOf({ fall, lower = 0, upper }: FallingColumn, net: number, now: number): number {
  return fall === 0 ? now : Math.min(endOf(upper), Math.max(lower, net / fall));
}

function netGain({ fall }: FallingColumn, net: number, x: number): number {
  return net * x - 0.5 * fall * x * x;
}

function gainOf({ objective, fall }: FallingColumn, x: number): number {
  return objective * x - 0.5 * fall * x * x;
}

/** What one more of a column's own bound gains: nothing where it is between its bounds. */
function slopeAtBound({ fall, lower = 0, upper }: FallingColumn, net: number, x: number): number {
  const near = SAME * Math.max(1, Math.abs(x));
  const slope = net - fall * x;
  if (x >= endOf(upper) - near) return Math.max(0, slope);
  return x <= lower + near ? Math.min(0, slope) : 0;
}

function sumOver(
  columns: readonly FallingColumn[],
  of: (column: FallingColumn, j: number) => number,
): number {
  return columns.reduce((sum, column, j) => sum + of(column, j), 0);
}
