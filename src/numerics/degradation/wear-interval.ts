import { conformalRadius } from '../forecast/conformal.ts';

/** What was said of one machine's moments by rules that had not seen the machine, beside what came. */
export interface UnseenMachine {
  readonly said: Float64Array;
  readonly came: Float64Array;
}

/** How far what is said may be from what comes. */
export interface WearErrors {
  /** Mean absolute error by what is said: at each knot, from below upwards. */
  readonly knots: Float64Array;
  readonly sizes: Float64Array;
  /** By machine: its errors in units of the size of error there. */
  readonly scores: readonly Float64Array[];
}

const KNOTS = 12;

/**
 * Errors of machines that were not learnt from. Near the end they are smaller than early in a life, so each is told in units of what is
 * usual where the same was said (normalised conformal prediction: Papadopoulos, Gammerman & Vovk 2008).
 */
export function wearErrors(machines: readonly UnseenMachine[]): WearErrors {
  const pairs = machines.flatMap(({ said, came }) =>
    Array.from(said, (each, at) => ({ said: each, size: Math.abs(each - (came[at] as number)) })),
  );
  pairs.sort((a, b) => a.said - b.said);
  const groups = Array.from({ length: KNOTS }, (_, knot) =>
    pairs.slice(Math.floor((knot * pairs.length) / KNOTS), Math.floor(((knot + 1) * pairs.length) / KNOTS)),
  ).filter((group) => group.length > 0);
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const knots = Float64Array.from(groups, (group) => mean(group.map(({ said }) => said)));
  const sizes = Float64Array.from(groups, (group) => Math.max(mean(group.map(({ size }) => size)), 1e-9));
  const scores = machines.map(({ said, came }) =>
    said.map((each, at) => Math.abs(each - (came[at] as number)) / sizeAt({ knots, sizes }, each)),
  );
  return { knots, sizes, scores };
}

/**
 * Half the width of each interval that holds what comes with a probability of `level`, for a machine like those that errors are known of, at
 * any moment of its life. Machines, not moments, come in no special order, so each machine counts as one however long it lived: the
 * quantile of the errors of all its moments is pooled over machines (Dunn, Wasserman & Ramdas, "Distribution-free prediction sets for
 * two-layer hierarchical models", JASA 118, 2023: pooled distributions), with the rank of so many machines.
 * It is near enough from some dozens of machines on; of fewer the promise is not exact.
 *
 * @returns Infinity where there are too few machines for the level
 */
export function wearRadii(errors: WearErrors, said: Float64Array, level: number): Float64Array {
  const quantile = scoreQuantile(errors.scores, level);
  return said.map((each) => sizeAt(errors, each) * quantile);
}

/** So many of each machine's errors stand for it, evenly spread over them in their order. */
const OF_EACH = 20;

function scoreQuantile(scores: readonly Float64Array[], level: number): number {
  const told = scores.filter(({ length }) => length > 0);
  // One machine more than is known, which has no errors yet.
  const raised = level * (1 + 1 / told.length);
  if (!(raised <= 1)) return Number.POSITIVE_INFINITY;
  const pooled = told.flatMap((own) => {
    const sorted = own.slice().sort();
    return Array.from(
      { length: OF_EACH },
      (_, k) => sorted[Math.floor(((k + 0.5) * own.length) / OF_EACH)] as number,
    );
  });
  return conformalRadius(pooled, Math.min(raised, pooled.length / (pooled.length + 1)));
}

/** Between knots along straight lines, beyond them as at the last one. */
function sizeAt({ knots, sizes }: Pick<WearErrors, 'knots' | 'sizes'>, said: number): number {
  if (knots.length === 0) return Number.POSITIVE_INFINITY;
  const above = knots.findIndex((knot) => knot > said);
  if (above === 0) return sizes[0] as number;
  if (above < 0) return sizes[sizes.length - 1] as number;
  const [low, high] = [knots[above - 1] as number, knots[above] as number];
  const share = (said - low) / (high - low);
  return (1 - share) * (sizes[above - 1] as number) + share * (sizes[above] as number);
}
