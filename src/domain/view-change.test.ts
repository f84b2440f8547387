import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeFleet } from '../../tests/preview/fake-fleet.ts';
import type { FleetView } from './fleet-view.ts';
import { changedView, viewChange } from './view-change.ts';

const nowMs = Date.UTC(2026, 0, 5, 12);
const fleet = fakeFleet(12, nowMs);

/** The same fleet with some miners renamed, some gone, and the rest the same objects. */
const later = (renamed: readonly number[], gone: readonly number[]): FleetView => ({
  ...fleet,
  atMs: fleet.atMs + 1,
  miners: fleet.miners
    .map((view, place) =>
      renamed.includes(place) ? { ...view, miner: { ...view.miner, name: `new ${place}` } } : view,
    )
    .filter((_, place) => !gone.includes(place)),
});

const places = fc.uniqueArray(fc.nat(11));

test('whoever knew the view before knows the view after, and what did not change is the same object', () => {
  fc.assert(
    fc.property(places, places, (renamed, gone) => {
      const after = later(renamed, gone);
      const told = changedView(fleet, structuredClone(viewChange(fleet, after)));
      expect(told).toEqual(after);
      const same = told.miners.filter((view) => fleet.miners.includes(view));
      expect(same).toHaveLength(
        after.miners.length - renamed.filter((place) => !gone.includes(place)).length,
      );
    }),
  );
});

test('the first view is told whole', () => {
  expect(changedView(undefined, viewChange(undefined, fleet))).toEqual(fleet);
});

test('a change of a view that was missed is an error, not a fleet with holes', () => {
  expect(() => changedView(undefined, viewChange(fleet, fleet))).toThrow(RangeError);
});
