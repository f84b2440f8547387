import type { QualityFinding } from '../../domain/data-quality.ts';
import { utcOffsetMs } from '../../domain/economics/local-time.ts';
import type { Stretch } from '../../domain/stretch.ts';
import { FoundRows, listed } from './found-rows.ts';
import { column, type QualityRows } from './quality-rows.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Browsers and phones set their clocks by the network: a minute ahead is no trouble of the data. */
const AHEAD_MS = 60_000;
/** A row tells its uptime up to a step before or after its own moment, and uptime comes in whole seconds. */
const LEAST_JUMP_MS = 30_000;
/** Polls at less than half or more than twice the pace. */
const OFF_BEAT = 2;

/** What is wrong with the times of rows: ahead of now, out of order, jumped, or at another pace than was set. */
export function checkClock(rows: QualityRows, doubts: Uint8Array): readonly QualityFinding[] {
  return [
    ...future(rows, doubts),
    ...outOfOrder(rows, doubts),
    ...jumps(rows, doubts),
    ...hourLeftOut(rows),
    ...offBeat(rows),
  ];
}

function future(rows: QualityRows, doubts: Uint8Array): readonly QualityFinding[] {
  const { atMs } = rows.columns;
  const found = new FoundRows(atMs, rows.stepMs, doubts);
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < atMs.length; row++) {
    const at = atMs[row] ?? Number.NaN;
    if (!(at > rows.nowMs + AHEAD_MS)) continue;
    found.add(row);
    latest = Math.max(latest, at);
  }
  if (found.values === 0) return [];
  return [
    {
      kind: 'clock',
      reason: 'future',
      severity: 'watch',
      ...found.told(),
      seen: latest - rows.nowMs,
      source: 'the clock of this device now',
    },
  ];
}

function outOfOrder(rows: QualityRows, doubts: Uint8Array): readonly QualityFinding[] {
  const { atMs } = rows.columns;
  const found = new FoundRows(atMs, rows.stepMs, doubts);
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < atMs.length; row++) {
    const at = atMs[row] ?? Number.NaN;
    if (at < latest) found.add(row);
    else latest = at;
  }
  if (found.values === 0) return [];
  return [
    {
      kind: 'clock',
      reason: 'out-of-order',
      severity: 'watch',
      ...found.told(),
      source: 'rows come in the order of their times',
    },
  ];
}

/** By how much the clock went ahead of the miner's seconds before a row, ms. */
interface Jump {
  readonly row: number;
  readonly byMs: number;
}

/**
 * A miner's uptime counts the same seconds as the clock that rows are dated by. Where the two part although the miner
 * was up all the while (its uptime is longer than the time between the rows, so that it cannot have started between
 * them), a clock was set. Until it is set back all rows are off by that much, and can be moved.
 */
function jumps(rows: QualityRows, doubts: Uint8Array): readonly QualityFinding[] {
  const { atMs } = rows.columns;
  const found = jumpsOf(rows);
  const findings: QualityFinding[] = [];
  const lone = new FoundRows(atMs, rows.stepMs, doubts);
  let largest = 0;
  for (let place = 0; place < found.length; place++) {
    const jump = found[place];
    const back = found[place + 1];
    if (!jump) continue;
    if (back && Math.abs(jump.byMs + back.byMs) <= toleranceMs(rows)) {
      findings.push(shiftedRows(rows, jump, back.row, doubts));
      place += 1;
      continue;
    }
    lone.add(jump.row);
    if (Math.abs(jump.byMs) > Math.abs(largest)) largest = jump.byMs;
  }
  if (lone.values > 0)
    findings.push({
      kind: 'clock',
      reason: 'clock-jump',
      severity: 'watch',
      ...lone.told(),
      factor: largest,
      source: 'the miner’s own count of seconds',
    });
  return findings;
}

function jumpsOf(rows: QualityRows): readonly Jump[] {
  const uptime = column(rows, 'uptimeS');
  const { atMs } = rows.columns;
  const found: Jump[] = [];
  if (!uptime) return found;
  const tolerance = toleranceMs(rows);
  let before = -1;
  for (let row = 0; row < atMs.length; row++) {
    const upMs = 1000 * (uptime[row] ?? Number.NaN);
    if (Number.isNaN(upMs)) continue;
    const passedMs = (atMs[row] ?? 0) - (atMs[before] ?? Number.NaN);
    const countedMs = upMs - 1000 * (uptime[before] ?? Number.NaN);
    // A shorter uptime than the time between is a start between.
    const isUpThroughout = countedMs >= 0 && upMs > Math.abs(passedMs) + tolerance;
    if (isUpThroughout && Math.abs(passedMs - countedMs) > tolerance)
      found.push({ row, byMs: passedMs - countedMs });
    before = row;
  }
  return found;
}

function toleranceMs({ stepMs }: QualityRows): number {
  return 2 * stepMs + LEAST_JUMP_MS;
}

function shiftedRows(rows: QualityRows, jump: Jump, backRow: number, doubts: Uint8Array): QualityFinding {
  const { atMs } = rows.columns;
  const found = new FoundRows(atMs, rows.stepMs, doubts);
  for (let row = jump.row; row < backRow; row++) found.add(row);
  const hours = Math.round(jump.byMs / HOUR_MS);
  const isHours = hours !== 0 && Math.abs(jump.byMs - hours * HOUR_MS) <= toleranceMs(rows);
  // To the grid: half steps would put two rows into one minute and none into the next.
  const byMs = isHours ? hours * HOUR_MS : Math.round(jump.byMs / rows.stepMs) * rows.stepMs;
  const fromMs = atMs[jump.row] ?? Number.NaN;
  const lastMs = atMs[backRow - 1] ?? Number.NaN;
  return {
    kind: 'clock',
    reason: isHours ? 'hour-shift' : 'clock-jump',
    severity: 'act',
    ...found.told(),
    factor: byMs,
    source: 'the miner’s own count of seconds',
    repair: { kind: 'shift', stretches: [{ fromMs, toMs: lastMs + rows.stepMs }], shiftMs: -byMs },
  };
}

/** Exactly an hour without rows at the change to summer time: a file of wall-clock times that was read as UTC. */
function hourLeftOut(rows: QualityRows): readonly QualityFinding[] {
  const { atMs } = rows.columns;
  const found: Stretch[] = [];
  for (let row = 1; row < atMs.length; row++) {
    const fromMs = (atMs[row - 1] ?? Number.NaN) + rows.stepMs;
    const toMs = atMs[row] ?? Number.NaN;
    if (Math.abs(toMs - fromMs - HOUR_MS) > rows.stepMs) continue;
    // The gap's begin is what clocks showed when they were put on.
    const changeMs = fromMs - utcOffsetMs(fromMs - DAY_MS, rows.zone);
    const before = utcOffsetMs(changeMs - 2 * rows.stepMs, rows.zone);
    const after = utcOffsetMs(changeMs + 2 * rows.stepMs, rows.zone);
    if (after - before === HOUR_MS) found.push({ fromMs, toMs });
  }
  if (found.length === 0) return [];
  return [
    {
      kind: 'clock',
      reason: 'hour-left-out',
      severity: 'watch',
      ...listed(found),
      values: found.length,
      source: `clocks of ${rows.zone} are put on then`,
    },
  ];
}

/** Rows made of far fewer or more polls than the pace that is set: as a rule, that is. */
function offBeat({ polls, columns, stepMs }: QualityRows): readonly QualityFinding[] {
  if (!polls || polls.inRow.length === 0) return [];
  const mean = polls.inRow.reduce((sum, count) => sum + count, 0) / polls.inRow.length;
  const isOff = mean * OFF_BEAT < polls.expected || mean > OFF_BEAT * polls.expected;
  const fromMs = columns.atMs[0];
  const toMs = columns.atMs.at(-1);
  if (!isOff || fromMs === undefined || toMs === undefined) return [];
  return [
    {
      kind: 'clock',
      reason: 'off-beat',
      severity: 'info',
      ...listed([{ fromMs, toMs: toMs + stepMs }]),
      values: polls.inRow.length,
      seen: mean,
      low: polls.expected,
      high: polls.expected,
      source: 'how often you let miners be asked (Settings)',
    },
  ];
}
