import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readHourPolicy } from './hour-policy.ts';

const shipped = (name: string) =>
  readFile(new URL(`../../../models/policy/${name}`, import.meta.url), 'utf8');

it('the shipped policy is the one that its card tells of, byte for byte', async () => {
  const [file, card] = await Promise.all([shipped('hour-policy.json'), shipped('hour-policy.md')]);
  const told = /SHA-256: `([0-9a-f]{64})`/.exec(card)?.[1];
  expect(createHash('sha256').update(file).digest('hex')).toBe(told);
  expect(card).toContain(`The file has ${file.length} bytes`);
});

it('the shipped policy is read, and says the same in the words that it is kept in', async () => {
  const file: unknown = JSON.parse(await shipped('hour-policy.json'));
  expect(readHourPolicy(file).actor.sizes).toEqual([26, 32, 32, 1]);
  expect(JSON.stringify(file)).toBe((await shipped('hour-policy.json')).trimEnd());
});
