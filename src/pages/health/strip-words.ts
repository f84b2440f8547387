import type { HealthFinding, HealthStrip, StripCell } from '../../domain/health/health-report.ts';
import type { TimeRange } from '../../ui/chart/chart-data.ts';
import { momentText } from '../../ui/chart/time-axis.ts';
import { health } from '../../ui/text/en/health.ts';

const text = health.strip;

/** What a cell may say, least first: also the order of the legend. */
export const STRIP_CELLS: readonly StripCell[] = ['fine', 'info', 'watch', 'act', 'unknown'];

/** The time that a cell stands for. */
export function cellRange(
  { fromMs, stepMs }: Pick<HealthStrip, 'fromMs' | 'stepMs'>,
  cell: number,
): TimeRange {
  return { fromMs: fromMs + cell * stepMs, toMs: fromMs + (cell + 1) * stepMs };
}

/** "Garage S19j, 21 Nov, 18:00 to 22 Nov, 00:00: Watch" */
export function cellWords(name: string, range: TimeRange, cell: StripCell): string {
  const width = 7 * 86_400_000;
  const span = text.span(momentText(range.fromMs, width), momentText(range.toMs, width));
  return text.cell(name, span, text.cells[cell]);
}

/** From what says least to what matters most: `unknown` gives way to anything that was seen. */
const BY_WEIGHT: readonly StripCell[] = ['unknown', 'fine', 'info', 'watch', 'act'];

/** The same with so many steps in one: the worst of them, and unknown where none is known. */
export function coarserStrip({ fromMs, stepMs, rows }: HealthStrip, steps: number): HealthStrip {
  const worst = (cells: readonly StripCell[]) =>
    cells.reduce((a, b) => (BY_WEIGHT.indexOf(b) > BY_WEIGHT.indexOf(a) ? b : a), 'unknown');
  return {
    fromMs,
    stepMs: stepMs * steps,
    rows: rows.map(({ minerId, cells }) => ({
      minerId,
      cells: Array.from({ length: Math.ceil(cells.length / steps) }, (_, i) =>
        worst(cells.slice(i * steps, (i + 1) * steps)),
      ),
    })),
  };
}

/** The findings of a miner that stood at some time within a range: those that were called false as well. */
export function findingsWithin(
  findings: readonly HealthFinding[],
  minerId: string,
  { fromMs, toMs }: TimeRange,
): readonly HealthFinding[] {
  return findings.filter(
    ({ minerIds, sinceMs, endedAtMs }) =>
      minerIds.includes(minerId) && sinceMs < toMs && (endedAtMs ?? Number.POSITIVE_INFINITY) > fromMs,
  );
}

/** How many hours of a row are of each kind. */
export function hoursOf(cells: readonly StripCell[], stepMs: number): Readonly<Record<StripCell, number>> {
  const hours = { unknown: 0, fine: 0, info: 0, watch: 0, act: 0 };
  for (const cell of cells) hours[cell] += stepMs / 3_600_000;
  return hours;
}

/** Behind this part of a strip a date has no room any more. */
const LAST_MARK_PART = 0.88;

/** The first cell of each local day, where its scale gets a mark; with how many days from one to the next. */
export function dayMarks(
  { fromMs, stepMs }: Pick<HealthStrip, 'fromMs' | 'stepMs'>,
  cells: number,
  everyDays: number,
): readonly { readonly cell: number; readonly atMs: number }[] {
  const marks: { readonly cell: number; readonly atMs: number }[] = [];
  let last: string | undefined;
  let days = 0;
  for (let cell = 0; cell < cells; cell++) {
    const atMs = fromMs + cell * stepMs;
    const day = new Date(atMs).toDateString();
    if (day === last) continue;
    // The first day may have begun before the strip did.
    if (last !== undefined) {
      // One at the very end would stand beyond the strip.
      if (days % everyDays === 0 && cell < LAST_MARK_PART * cells) marks.push({ cell, atMs });
      days += 1;
    }
    last = day;
  }
  return marks;
}
