import type { ForecastQuantity, ForecastTarget } from '../../domain/forecast.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';

export type TargetGroup = keyof typeof text.groups;

const GROUPS: Readonly<Record<ForecastQuantity, TargetGroup>> = {
  earnings: 'earnings',
  price: 'price',
  difficulty: 'difficulty',
  'network-hashrate': 'difficulty',
  fees: 'fees',
  'power-price': 'power-price',
  hashrate: 'miners',
  power: 'miners',
  'room-temperature': 'temperatures',
  'outdoor-temperature': 'temperatures',
};

/** Under which heading a target stands. */
export function groupOf({ quantity }: Pick<ForecastTarget, 'quantity'>): TargetGroup {
  return GROUPS[quantity];
}

/** What is forecast, as a name: `Price of BTC`, `Hashrate of Kitchen Gamma`. */
export function targetName({ quantity, subject }: Pick<ForecastTarget, 'quantity' | 'subject'>): string {
  const whose = subject.kind === 'fleet' ? text.allMiners : (subject.name ?? subject.id);
  if (quantity === 'earnings' && subject.kind === 'pool') {
    // A pool that pays for several coins has one subject for each: `BTC@braiins`.
    const [coin = ''] = subject.id.split('@');
    return text.names.earningsAt(coin, subject.name ?? subject.id.slice(coin.length + 1));
  }
  if (quantity === 'power-price' && subject.name !== undefined) return text.names['power-price-of'](whose);
  return text.names[quantity](whose);
}

/** `24 h`, `7 days`: so many steps of a target. */
export function aheadWords(step: ForecastTarget['step'], steps: number): string {
  return step === 'hour' ? text.hours(steps) : text.days(steps);
}

/** `17 days`, `1 hour`: so many steps of the past. */
export function stepsWords(step: ForecastTarget['step'], count: number): string {
  const words = step === 'hour' ? text.lack.hours : text.lack.days;
  return words(formatCount(count));
}
