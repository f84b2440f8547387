import { normalCdf } from '../../numerics/normal.ts';

/** How long before a failure the watch has found it: lognormal. */
export interface WarningTime {
  readonly medianDays: number;
  readonly logDeviation: number;
}

/**
 * Of the next days, so many in which a failure may begin that nothing foretells yet and that comes within them: ∫₀ʰ F(u) du,
 * F being the law of the time from finding to failure (the P–F interval of reliability-centred maintenance: Moubray,
 * RCM II, chapter 7). All of them where failures come without warning.
 */
export function daysAtRisk(days: number, warning: WarningTime | undefined): number {
  if (!warning || !(days > 0)) return Math.max(0, days);
  const { medianDays, logDeviation } = warning;
  const z = Math.log(days / medianDays) / logDeviation;
  const partialMean = medianDays * Math.exp(logDeviation ** 2 / 2) * normalCdf(z - logDeviation);
  return Math.max(0, Math.min(days, days * normalCdf(z) - partialMean));
}
