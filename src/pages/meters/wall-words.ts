import type { WallPower, WallSource } from '../../domain/wall-power.ts';
import { formatAge } from '../../ui/format/age.ts';
import { decimal, places, withUnit } from '../../ui/format/decimal.ts';
import { listed } from '../../ui/format/name-list.ts';
import { formatPower } from '../../ui/format/power.ts';
import { meters as text } from '../../ui/text/en/meters.ts';

const words = text.wall;

/** In a few words, for beside the figure: "measured by Plug Kitchen, 12 s ago". */
export function sourceWords({ source }: WallPower, nowMs: number): string | undefined {
  switch (source?.kind) {
    case 'measured':
      return words.measured(listed(source.meters), formatAge(nowMs - source.atMs));
    case 'shared': {
      const { meters, totalW, miners, atMs } = source;
      return words.shared(listed(meters), formatPower(totalW), miners, formatAge(nowMs - atMs));
    }
    case 'worked-out':
      return words.workedOut(source.readings, source.loads);
    case 'typed':
      return words.typed;
    default:
      return undefined;
  }
}

/** `24.1 ± 0.8 W`, where it is known how far a figure may be off; as finely as that is known. */
export function powerWithBand(powerW: number | undefined, bandW: number | undefined): string {
  if (powerW === undefined || bandW === undefined) return formatPower(powerW);
  const digits = places(bandW < 2 ? 1 : 0);
  return `${decimal(powerW, digits)} ± ${withUnit(bandW, 'W', digits)}`;
}

/** `1.14`: two places tell a reading of a few watts no finer than it is. */
export function factorWords(factor: number): string {
  return decimal(factor, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** How it was come by, in sentences. */
export function sourceAtLength(source: WallSource): string {
  const when = (atMs: number) =>
    new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
  switch (source.kind) {
    case 'measured':
      return words.measuredLong;
    case 'shared':
      return words.sharedLong;
    case 'worked-out':
      return words.derived(
        formatPower(source.wallW),
        formatPower(source.deviceW),
        when(source.readAtMs),
        source.readings + source.loads,
      );
    case 'typed':
      return words.typedLong(when(source.readAtMs));
  }
}

/** Why a plug that is assigned does not count, and what does. */
export function problemWords({ problem, source }: WallPower, nowMs: number): string | undefined {
  const instead =
    words.instead[source?.kind === 'worked-out' ? 'workedOut' : source?.kind === 'typed' ? 'typed' : 'own'];
  switch (problem?.kind) {
    case 'stale': {
      const { sinceMs, meter } = problem;
      return words.stale(meter, sinceMs === undefined ? undefined : formatAge(nowMs - sinceMs), instead);
    }
    case 'tells-none':
      return words.tellsNone(problem.meter, instead);
    case 'cannot-divide':
      return words.cannotDivide(problem.meter, problem.because, instead);
    default:
      return undefined;
  }
}
