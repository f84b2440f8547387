import { keyOf, type TuningBreach, type TuningPoint, type TuningTrial } from '../../domain/tuning.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { tune as text } from '../../ui/text/en/tune.ts';

export function clockWords(frequencyMhz: number): string {
  return withUnit(frequencyMhz, 'MHz', { maximumFractionDigits: 2 });
}

export function voltageWords(coreVoltageMv: number): string {
  return withUnit(coreVoltageMv, 'mV', { maximumFractionDigits: 0 });
}

/** `475 MHz at 1 090 mV`, `preset 3050`, `2 900 W` */
export function pointWords(point: TuningPoint): string {
  switch (point.kind) {
    case undefined:
      return text.point(clockWords(point.frequencyMhz), voltageWords(point.coreVoltageMv));
    case 'preset':
      return text.rungs.preset(point.preset);
    case 'work-mode':
      return text.rungs.mode(point.mode);
    case 'power-limit':
      return text.rungs.limit(formatPower(point.powerLimitW));
    case 'fan':
      return text.rungs.fan(formatPercent(point.fanPercent / 100));
    case 'target-temp':
      return text.rungs.target(formatTemperature(point.targetTempC));
  }
}

export function energyWords({ hashrateHs, powerW }: Pick<TuningTrial, 'hashrateHs' | 'powerW'>): string {
  return formatEfficiency({ hashrateHs: hashrateHs.mean, powerW: powerW.mean, at: undefined });
}

/** Which limit was broken, by what. */
export function breachWords({ limit, value, bound }: TuningBreach): string {
  const told = (figure: number) => {
    switch (limit) {
      case 'power':
        return formatPower(figure);
      case 'chip':
      case 'regulator':
        return formatTemperature(figure);
      case 'input':
        return withUnit(figure, 'V', { maximumFractionDigits: 2 });
      case 'fan':
        return formatPercent(figure / 100);
      case 'errors':
        return formatPercent(figure);
    }
  };
  return text.session.breach(text.session.breaches[limit], told(value), told(bound));
}

export function isSamePoint(a: TuningPoint | undefined, b: TuningPoint): boolean {
  return a !== undefined && keyOf(a) === keyOf(b);
}
