import { expect, test, vi } from 'vitest';
import { seekLead } from './leadership.ts';

test('of two workers one leads, and the other takes over when the first resigns', async () => {
  const first = vi.fn();
  const second = vi.fn();
  const leader = seekLead('test-two', first, navigator.locks);
  await vi.waitFor(() => expect(first).toHaveBeenCalledOnce());
  const follower = seekLead('test-two', second, navigator.locks);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(second).not.toHaveBeenCalled();
  leader.resign();
  await vi.waitFor(() => expect(second).toHaveBeenCalledOnce());
  follower.resign();
});

test('a worker that is ended passes the lead on', async () => {
  const source = `navigator.locks.request('davylamp-test-killed-collector', () => { postMessage('leads'); return new Promise(() => {}); });`;
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
  const heir = vi.fn();
  const leadership = seekLead('test-killed', heir, navigator.locks);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heir).not.toHaveBeenCalled();
  worker.terminate();
  await vi.waitFor(() => expect(heir).toHaveBeenCalledOnce());
  leadership.resign();
});

test('resigning while waiting leaves the queue', async () => {
  const leader = seekLead('test-queue', () => {}, navigator.locks);
  const never = vi.fn();
  seekLead('test-queue', never, navigator.locks).resign();
  leader.resign();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(never).not.toHaveBeenCalled();
});

test('without locks (an insecure page) the worker leads at once', () => {
  const onLead = vi.fn();
  seekLead('test-insecure', onLead, undefined);
  expect(onLead).toHaveBeenCalledOnce();
});
