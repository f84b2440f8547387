import { describe, expect, test } from 'vitest';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { draftOf, draftProblems, emptyDraft, entryOfDraft } from './maintenance-draft.ts';

const NOW_MS = new Date(2026, 10, 22, 18, 5).getTime();
const draft = emptyDraft('a', NOW_MS);
const event: MaintenanceEvent = {
  id: 'e',
  minerId: 'a',
  atMs: new Date(2026, 9, 3, 7, 41).getTime(),
  kind: 'part-failed',
  component: 'supply',
  told: 'hand',
  note: 'it hummed',
  cost: 19.5,
};

describe('an entry of the maintenance log', () => {
  test('of today is of now, of another day of its noon', () => {
    expect(entryOfDraft(draft, undefined, NOW_MS).atMs).toBe(NOW_MS);
    const earlier = entryOfDraft({ ...draft, day: '2026-11-20' }, undefined, NOW_MS);
    expect(earlier.atMs).toBe(new Date(2026, 10, 20, 12).getTime());
  });

  test('keeps its moment when it is changed but for its day', () => {
    const changed = entryOfDraft({ ...draftOf(event), note: 'it whined' }, event, NOW_MS);
    expect(changed).toEqual({
      id: 'e',
      minerId: 'a',
      atMs: event.atMs,
      kind: 'part-failed',
      component: 'supply',
      note: 'it whined',
      cost: 19.5,
    });
  });

  test('has no part, note or cost that was not given', () => {
    const bare = entryOfDraft({ ...draft, note: '  ' }, undefined, NOW_MS);
    expect(Object.keys(bare).sort()).toEqual(['atMs', 'kind', 'minerId']);
  });

  test('is not of the future, and costs no less than nothing', () => {
    expect(draftProblems(draft, NOW_MS)).toEqual({});
    expect(draftProblems({ ...draft, day: '2026-11-23' }, NOW_MS).day).toBeDefined();
    expect(draftProblems({ ...draft, day: '' }, NOW_MS).day).toBeDefined();
    expect(draftProblems({ ...draft, cost: '-1' }, NOW_MS).cost).toBeDefined();
    expect(draftProblems({ ...draft, cost: 'much' }, NOW_MS).cost).toBeDefined();
    expect(draftProblems({ ...draft, cost: '0' }, NOW_MS).cost).toBeUndefined();
  });
});
