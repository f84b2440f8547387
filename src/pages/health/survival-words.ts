import type { SurvivalCurve } from '../../domain/health/lifetime.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { healthOutlook as text } from '../../ui/text/en/health-outlook.ts';

/** So many points of a curve are told in its sentence; all are in the table. */
const TOLD_POINTS = 3;

/** "in 365 days 92 % (81 % to 97 %)": a third of the way, two thirds, and the end. */
export function survivalPoints({ days, survival, low, high }: SurvivalCurve): readonly string[] {
  const last = days.length - 1;
  const told = Array.from({ length: TOLD_POINTS }, (_, i) => Math.round(((i + 1) * last) / TOLD_POINTS));
  return [...new Set(told)].flatMap((i) => {
    const day = days[i];
    if (day === undefined) return [];
    return [
      text.point(
        decimal(Math.round(day)),
        formatConfidence(survival[i]),
        formatConfidence(low[i]),
        formatConfidence(high[i]),
      ),
    ];
  });
}

/** From the tenth below the least that is drawn up to 1: a curve that hardly falls must not look like a cliff. */
export function survivalScale({ survival, low }: SurvivalCurve): readonly [number, number] {
  const least = [...survival, ...low].filter(Number.isFinite).reduce((a, b) => Math.min(a, b), 1);
  return [Math.max(0, Math.min(0.9, Math.floor(least * 10) / 10)), 1];
}
