import { columnOf, isPresent, type Operator, rowsOf } from '../operators/operator.ts';

export interface RecoveryOptions {
  /** Over how long before a restart the hashrate is taken for what it was, ms. */
  readonly beforeMs: number;
  /** From which share of it on it counts as back. */
  readonly backAt: number;
  /** How long a recovery is told of, and waited for, ms. */
  readonly toldForMs: number;
}

/**
 * How long the last restart cost, ms, from inputs hashrate and uptime: from the row in which the uptime was first less
 * than before to the first after it whose hashrate is back at `backAt` of its mean before (over rows in which it hashed, in the
 * `beforeMs` before the restart). Missing before it is back, where it never came back, and where nothing is known of
 * before; a second restart meanwhile begins anew, measured against the rows before it. A value stands for `toldForMs`
 * from its restart, so nothing older than `toldForMs` and `beforeMs` together counts.
 */
export function recoveryTime({ beforeMs, backAt, toldForMs }: RecoveryOptions): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(beforeMs, stepMs);
    const told = rowsOf(toldForMs, stepMs);
    const ring = new Float64Array(size).fill(Number.NaN);
    // What is remembered from call to call; in the loop it is in locals, which numbers can live in without a box each.
    const kept = Float64Array.of(0, Number.NaN, 0, Number.POSITIVE_INFINITY, Number.NaN, Number.NaN);
    return (inputs, out, rows) => {
      let [at = 0, uptimeBefore = 0, uptimeAge = 0, sinceRestart = 0, wanted = 0, took = 0] = kept;
      const rates = columnOf(inputs, 0);
      const uptimes = columnOf(inputs, 1);
      for (let i = 0; i < rows; i++) {
        const rate = rates[i] ?? Number.NaN;
        const uptime = uptimes[i] ?? Number.NaN;
        sinceRestart++;
        uptimeAge++;
        if (isPresent(uptime)) {
          // What was heard longer ago than the rows that it would be measured against says nothing.
          if (uptime < uptimeBefore && uptimeAge <= size) {
            sinceRestart = 0;
            wanted = backAt * meanOfHashing(ring);
            took = Number.NaN;
          }
          uptimeBefore = uptime;
          uptimeAge = 0;
        }
        // The row of the restart itself is the mean of before and after.
        if (Number.isNaN(took) && sinceRestart > 0 && rate >= wanted) took = sinceRestart * stepMs;
        if (sinceRestart >= told) wanted = took = Number.NaN;
        out[i] = took;
        ring[at] = rate;
        if (++at === size) at = 0;
      }
      kept.set([at, uptimeBefore, uptimeAge, sinceRestart, wanted, took]);
    };
  };
}

/** Mean of the rows in which it hashed; NaN where there is none. */
function meanOfHashing(rates: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const rate of rates) {
    if (!(rate > 0)) continue;
    sum += rate;
    count++;
  }
  return sum / count;
}
