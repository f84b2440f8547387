import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { turnToReply } from './reply-turn.ts';

test('a reply that has its connection goes out at once', async () => {
  await turnToReply(Object.assign(new EventEmitter(), { socket: {} }), 0);
});

test('a reply waits until the one before it is sent', async () => {
  const outgoing = Object.assign(new EventEmitter(), { socket: null });
  let turns = 0;
  const turn = turnToReply(outgoing).then(() => {
    turns += 1;
  });
  await new Promise(setImmediate);
  expect(turns).toBe(0);
  outgoing.emit('socket', {});
  await turn;
  expect(turns).toBe(1);
});

test('behind a reply that does not end it is refused', async () => {
  const outgoing = Object.assign(new EventEmitter(), { socket: null });
  await expect(turnToReply(outgoing, 10)).rejects.toMatchObject({ type: 'bad-request' });
  expect(outgoing.listenerCount('socket')).toBe(0);
});
