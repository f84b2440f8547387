import type { ForecastTarget } from '../../domain/forecast.ts';

/** Steps [fromStep, toStep] from 1, for which one speaker is chosen. */
export interface HorizonBand {
  readonly fromStep: number;
  readonly toStep: number;
}

const LAST_STEPS = { hour: [1, 6, 24, 48], day: [1, 3, 7, 14] } as const;

/**
 * The parts of a horizon: what is good for the next hour is often not for tomorrow. Hours 1, 2–6, 7–24, 25–48; days 1, 2–3, 4–7,
 * 8–14; the last part ends where the horizon does.
 */
export function horizonBands({
  step,
  horizon,
}: Pick<ForecastTarget, 'step' | 'horizon'>): readonly HorizonBand[] {
  const ends = [...LAST_STEPS[step].filter((end) => end < horizon), horizon];
  return ends.map((toStep, place) => ({ fromStep: (ends[place - 1] ?? 0) + 1, toStep }));
}

/** The place of the band that a step (from 1) lies in; the last one's beyond the horizon. */
export function bandOfStep(bands: readonly HorizonBand[], step: number): number {
  const place = bands.findIndex(({ toStep }) => step <= toStep);
  return place < 0 ? bands.length - 1 : place;
}
