import type { Tariff } from '../../domain/economics/tariff.ts';

/** What was left half typed, by the fleet that it is for; until the app is closed. */
const unfinished = new Map<'real' | 'demo', Tariff>();

/** The tariff of this fleet that was left before it made sense; undefined where there is none. */
export function unfinishedTariff(fleet: 'real' | 'demo'): Tariff | undefined {
  return unfinished.get(fleet);
}

/** Keeps a tariff that does not make sense yet, in place of an older one. */
export function leaveUnfinished(fleet: 'real' | 'demo', tariff: Tariff): void {
  unfinished.set(fleet, tariff);
}

/** Lets go of it: it was gone on with, or its owner does not want it. */
export function dropUnfinished(fleet: 'real' | 'demo'): void {
  unfinished.delete(fleet);
}
