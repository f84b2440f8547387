import type { ForecastExplanation } from '../../numerics/forecast/learned/forecaster.ts';

/** Steps of the horizon that are explained, spread evenly; what is told is their mean. */
const STEPS = 4;

/** What a model's inputs add to what it says: with the base they add up to it. */
export interface InputShares {
  readonly base: number;
  readonly byInput: ReadonlyMap<string, number>;
}

/**
 * The mean of the shares of several steps, spread over the horizon.
 * @yields after each step
 */
export function* meanShares(
  explain: (step: number) => ForecastExplanation,
  horizon: number,
): Generator<unknown, InputShares> {
  const steps = spread(horizon, STEPS);
  const byInput = new Map<string, number>();
  let base = 0;
  for (const step of steps) {
    const explained = explain(step);
    base += explained.base / steps.length;
    for (const { name, contribution } of explained.parts)
      byInput.set(name, (byInput.get(name) ?? 0) + contribution / steps.length);
    yield;
  }
  return { base, byInput };
}

/** Shares of a working scale in the target's unit: on a logarithm's scale they are brought to it in proportion, and still add up. */
export function sharesInUnit(
  { base, byInput }: InputShares,
  fromWorking: (value: number) => number,
): InputShares & { readonly said: number } {
  const sum = [...byInput.values()].reduce((total, share) => total + share, 0);
  const [from, said] = [fromWorking(base), fromWorking(base + sum)];
  const unit = sum === 0 ? 0 : (said - from) / sum;
  const inUnit = Array.from(byInput, ([name, share]) => [name, share * unit] as const);
  return { base: from, said, byInput: new Map(inUnit) };
}

/** So many places of 0..count − 1, spread evenly. */
export function spread(count: number, most: number): readonly number[] {
  const all = Math.min(count, most);
  return Array.from({ length: all }, (_, place) => Math.floor(((place + 0.5) * count) / all));
}
