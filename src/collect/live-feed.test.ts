import { expect, test, vi } from 'vitest';
import type { Miner } from '../domain/miner.ts';
import { type FeedSocket, LiveFeeds } from './live-feed.ts';

const gamma = (firmware = 'v2.14.0', port = 80): Miner => ({
  id: 'm',
  identity: { family: 'axeos', algorithm: 'sha256', firmware },
  address: { host: '192.168.1.20', port },
  name: 'Gamma',
  addedAtMs: 0,
});

function feeds() {
  const clock = { nowMs: 1_000_000 };
  const sockets: FeedSocket[] = [];
  const timers: { turn: () => void; afterMs: number }[] = [];
  const open = vi.fn(() => {
    const socket: FeedSocket = { close: vi.fn(), onmessage: null, onclose: null };
    sockets.push(socket);
    return socket;
  });
  const all = new LiveFeeds({
    nowMs: () => clock.nowMs,
    open,
    setTimer: (turn, afterMs) => {
      timers.push({ turn, afterMs });
      return setTimeout(() => {}, 0);
    },
  });
  const push = (data: unknown) => {
    const socket = sockets.at(-1);
    socket?.onmessage?.call(
      socket as WebSocket,
      new MessageEvent('message', { data: JSON.stringify({ event: 'update', data }) }),
    );
  };
  const hangUp = () => {
    const socket = sockets.at(-1);
    socket?.onclose?.call(socket as WebSocket, new Event('close') as CloseEvent);
  };
  return { all, clock, sockets, timers, open, push, hangUp };
}

test('the whole state and its changes together are one reading', () => {
  const { all, push } = feeds();
  all.follow([gamma()]);
  push({ ASICModel: 'BM1370', hashRate: 1000, power: 18 });
  push({ hashRate: 1100 });
  expect(all.snapshot(gamma())?.reading).toMatchObject({ hashrateHs: 1.1e12, powerW: 18 });
});

test('a feed that fell silent is not live, and a change before the whole is no reading', () => {
  const { all, push, clock } = feeds();
  all.follow([gamma()]);
  push({ hashRate: 1100 });
  expect(all.snapshot(gamma())).toBeUndefined();
  push({ ASICModel: 'BM1370' });
  expect(all.snapshot(gamma())).toBeDefined();
  clock.nowMs += 6_000;
  expect(all.snapshot(gamma())).toBeUndefined();
});

test('a frame that cannot be read is no sign of life', () => {
  const { all, push, clock, sockets } = feeds();
  all.follow([gamma()]);
  push({ ASICModel: 'BM1370', hashRate: 1000 });
  clock.nowMs += 4_000;
  sockets[0]?.onmessage?.call(sockets[0] as WebSocket, new MessageEvent('message', { data: '{"event":' }));
  clock.nowMs += 4_000;
  expect(all.snapshot(gamma())).toBeUndefined();
});

test('firmware without a feed is left in peace', () => {
  const { all, open } = feeds();
  all.follow([gamma('v2.12.2')]);
  expect(open).not.toHaveBeenCalled();
});

test('a feed that ended is opened again, ever later', () => {
  const { all, timers, open, hangUp } = feeds();
  all.follow([gamma()]);
  for (let time = 0; time < 7; time += 1) {
    hangUp();
    timers.at(-1)?.turn();
  }
  expect(open).toHaveBeenCalledTimes(8);
  expect(timers.map(({ afterMs }) => afterMs)).toEqual([
    30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000,
  ]);
});

test('a miner that is removed or moved has its feed closed', () => {
  const { all, sockets, open } = feeds();
  all.follow([gamma()]);
  all.follow([gamma('v2.14.0', 8080)]);
  expect(sockets[0]?.close).toHaveBeenCalled();
  expect(open).toHaveBeenCalledTimes(2);
  all.follow([]);
  expect(sockets[1]?.close).toHaveBeenCalled();
});
