import type { Reading } from './reading.ts';

/**
 * How long a miner has told exactly the same hashrate. A measured hashrate is noisy, so it hardly ever repeats to the
 * last digit; firmware whose measuring has died repeats it for ever ("flatline of death", ESP-Miner #1053). Some
 * devices repeat by habit (coarse numbers, slow windows): what each does is learned from its past runs.
 */
export interface FrozenRun {
  /** Polls that repeated the value of the one before, 0 after each change. */
  readonly polls: number;
  /** First poll that told the present value. */
  readonly sinceMs?: number | undefined;
  /** −ln P(such a run | measuring lives). */
  readonly evidenceNats: number;
  readonly memory: {
    readonly hashrateHs?: number | undefined;
    readonly uptimeS?: number | undefined;
    /** Polls of ended runs that repeated, and that changed. */
    readonly repeats: number;
    readonly changes: number;
  };
}

/** Before the first reading. */
export const NO_RUN: FrozenRun = { polls: 0, evidenceNats: 0, memory: { repeats: 0, changes: 0 } };

/**
 * Prior Beta(1, 4) on the chance that a value repeats: an unknown device's r repeats in a row have the predictive
 * probability 1 / C(r + 4, 4), which is 1/1001 for ten. Ten repeats are 99.9 %.
 */
const PRIOR = { repeats: 1, changes: 4 };

/** Fewer repeats are no evidence: a device's own averaging window may outlast a few polls. */
export const SHORTEST_RUN = 5;

/** Polls remembered, so that a changed habit (new firmware) is learned anew. */
const REMEMBERED_POLLS = 200;

/** One more reading. Only polls between which the device's uptime advanced can repeat a value. */
export function trackFrozen(run: FrozenRun, reading: Reading): FrozenRun {
  const { uptimeS, atMs } = reading;
  // Stored rows keep single precision: the value that a row and the device both tell is one value.
  const hashrateHs = reading.hashrateHs === undefined ? undefined : Math.fround(reading.hashrateHs);
  const { memory } = run;
  const claims =
    hashrateHs !== undefined && hashrateHs > 0 && reading.paused !== true && reading.mining !== false;
  if (!claims || uptimeS === undefined)
    return { ...NO_RUN, memory: { ...memory, hashrateHs: undefined, uptimeS } };
  const now = { ...memory, hashrateHs, uptimeS };
  // After a restart, or after a time without hashing, nothing can repeat; the broken-off run teaches nothing.
  const restarted = memory.uptimeS !== undefined && uptimeS < memory.uptimeS;
  if (memory.hashrateHs === undefined || memory.uptimeS === undefined || restarted)
    return { polls: 0, sinceMs: atMs, evidenceNats: 0, memory: now };
  if (uptimeS === memory.uptimeS) return run;
  if (hashrateHs === memory.hashrateHs) {
    const polls = run.polls + 1;
    return { ...run, polls, evidenceNats: repeatNats(memory, polls), memory: now };
  }
  return { polls: 0, sinceMs: atMs, evidenceNats: 0, memory: { ...now, ...learn(memory, run.polls) } };
}

/** −ln of Π (a + i) / (a + b + i), i = 0 … r − 1: the Beta-binomial chance of r repeats in a row. */
function repeatNats({ repeats, changes }: FrozenRun['memory'], run: number): number {
  if (run < SHORTEST_RUN) return 0;
  const a = PRIOR.repeats + repeats;
  const b = PRIOR.changes + changes;
  let nats = 0;
  for (let i = 0; i < run; i++) nats -= Math.log((a + i) / (a + b + i));
  return nats;
}

function learn(
  { repeats, changes }: FrozenRun['memory'],
  endedRun: number,
): { repeats: number; changes: number } {
  const fade = Math.min(1, REMEMBERED_POLLS / (repeats + changes + endedRun + 1));
  return { repeats: (repeats + endedRun) * fade, changes: (changes + 1) * fade };
}
