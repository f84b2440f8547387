import { expect, it } from 'vitest';
import { sharedReads } from './shared-reads.ts';

it('those who ask for the same at the same time share one reading, and later ones read anew', async () => {
  const asked: string[] = [];
  const read = sharedReads(
    async (series: string, toMs: number) => {
      asked.push(`${series} ${toMs}`);
      return asked.length;
    },
    (...ask) => ask.join(' '),
  );
  expect(await Promise.all([read('price', 1), read('price', 1), read('price', 2)])).toEqual([1, 1, 2]);
  expect(await read('price', 1)).toBe(3);
  expect(asked).toEqual(['price 1', 'price 2', 'price 1']);
});

it('one that fails fails for all who asked, and is tried again', async () => {
  let tries = 0;
  const read = sharedReads(
    async (_: string) => {
      tries += 1;
      if (tries === 1) throw new RangeError('no disk');
      return tries;
    },
    (series) => series,
  );
  const both = await Promise.allSettled([read('a'), read('a')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read('a')).toBe(2);
});

it('where it is to be kept, later ones read nothing', async () => {
  let reads = 0;
  const read = sharedReads(
    async (_: string) => {
      reads += 1;
      return reads;
    },
    (series) => series,
    true,
  );
  expect([await read('a'), await read('a'), await read('b')]).toEqual([1, 1, 2]);
});
