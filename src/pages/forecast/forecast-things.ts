import type { ForecastTarget } from '../../domain/forecast.ts';
import type { TargetStanding } from '../../workers/forecast-api.ts';
import { groupOf, type TargetGroup, targetName } from './target-words.ts';

/** One thing that is forecast, at one step of time or at two. */
export interface ForecastThing {
  /** `price:BTC`: its targets' id without their step. */
  readonly key: string;
  readonly name: string;
  readonly group: TargetGroup;
  readonly standings: readonly TargetStanding[];
  /** Can it be forecast at any step? */
  readonly isReady: boolean;
}

/** How far ahead: so many steps of a target. */
export interface Horizon {
  /** `24h`, `7d`. */
  readonly key: string;
  readonly standing: TargetStanding;
  readonly steps: number;
}

const GROUP_ORDER: readonly TargetGroup[] = [
  'earnings',
  'price',
  'difficulty',
  'fees',
  'power-price',
  'miners',
  'temperatures',
];

/** Targets by what they are of, in the order of their groups; within one as the learner lists them. */
export function forecastThings(standings: readonly TargetStanding[]): readonly ForecastThing[] {
  const keys = [...new Set(standings.map(({ target }) => keyOf(target)))];
  const things = keys.flatMap((key) => {
    const all = standings.filter(({ target }) => keyOf(target) === key);
    const [first] = all;
    if (!first) return [];
    const { target } = first;
    const isReady = all.some(({ lack }) => lack === undefined);
    return [{ key, name: targetName(target), group: groupOf(target), standings: all, isReady }];
  });
  return things.toSorted((a, b) => GROUP_ORDER.indexOf(a.group) - GROUP_ORDER.indexOf(b.group));
}

/** `price:BTC` */
export function keyOf({ quantity, subject }: Pick<ForecastTarget, 'quantity' | 'subject'>): string {
  return `${quantity}:${subject.id}`;
}

/** Hours ahead that are offered, as far as a target goes. */
const HOURS = [24, 48] as const;

/** The horizons of a thing, nearest first: 24 and 48 hours where it is forecast by the hour, and its days. */
export function horizonsOf({ standings }: ForecastThing): readonly Horizon[] {
  const offered = standings.flatMap((standing) => {
    const { step, horizon } = standing.target;
    const fitting = step === 'hour' ? HOURS.filter((steps) => steps <= horizon) : [horizon];
    const choices = fitting.length > 0 ? fitting : [horizon];
    return choices.map((steps) => ({ key: `${steps}${step === 'hour' ? 'h' : 'd'}`, standing, steps }));
  });
  return offered.toSorted((a, b) => hoursOf(a) - hoursOf(b));
}

function hoursOf({ standing, steps }: Horizon): number {
  return standing.target.step === 'hour' ? steps : 24 * steps;
}

/** The thing that was asked for, else the first that can be forecast, else the first. */
export function chosenThing(
  things: readonly ForecastThing[],
  key: string | undefined,
): ForecastThing | undefined {
  return things.find((thing) => thing.key === key) ?? things.find(({ isReady }) => isReady) ?? things[0];
}

/** The horizon that was asked for, else the nearest that can be forecast, else the nearest. */
export function chosenHorizon(horizons: readonly Horizon[], key: string | undefined): Horizon | undefined {
  return (
    horizons.find((horizon) => horizon.key === key) ??
    horizons.find(({ standing }) => standing.lack === undefined) ??
    horizons[0]
  );
}
