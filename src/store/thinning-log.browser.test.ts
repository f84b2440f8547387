import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Thinning, ThinningReason } from '../domain/retention.ts';
import { type EntityDatabase, openEntityDatabase } from './entity-schema.ts';
import { ThinningLog } from './thinning-log.ts';

let database: EntityDatabase;
let log: ThinningLog;

beforeEach(async () => {
  database = await openEntityDatabase(`thinning-log-${crypto.randomUUID()}`);
  log = new ThinningLog(database.values);
});

afterEach(() => database.delete());

function thinning(atMs: number, reason: ThinningReason): Thinning {
  return { atMs, reason, freedBytes: 1_000, untilMs: { minute: atMs - 1 } };
}

describe('the log of what history was let go', () => {
  it('tells the newest first', async () => {
    await log.add([thinning(1, 'space')]);
    await log.add([thinning(2, 'budget')]);
    expect(await log.latest()).toEqual([thinning(2, 'budget'), thinning(1, 'space')]);
  });

  it('is not filled by what grows too old each day', async () => {
    await log.add([thinning(1, 'space')]);
    for (let day = 2; day < 60; day += 1) await log.add([thinning(day, 'age')]);
    expect(await log.latest()).toEqual([thinning(59, 'age'), thinning(1, 'space')]);
  });

  it('leaves out what cannot be read', async () => {
    await database.values.put({ key: 'thinnings', value: [{ atMs: 'then' }, thinning(1, 'space'), 7] });
    expect(await log.latest()).toEqual([thinning(1, 'space')]);
    await database.values.put({ key: 'thinnings', value: 'damaged' });
    expect(await log.latest()).toEqual([]);
  });
});
