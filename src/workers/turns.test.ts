import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('without locks of the browser, changes of one miner still wait for each other, and for no other miner', async () => {
  const turns = new Turns(undefined);
  const log: string[] = [];
  let finish: () => void = () => {};
  const first = turns.take('kitchen', async () => {
    log.push('first begins');
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    log.push('first ends');
    throw new Error('in vain');
  });
  const failed = expect(first).rejects.toThrow('in vain');
  const second = turns.take('kitchen', async () => log.push('second'));
  await turns.take('garage', async () => log.push('the other miner'));
  finish();
  await failed;
  await second;
  expect(log).toEqual(['first begins', 'the other miner', 'first ends', 'second']);
});
