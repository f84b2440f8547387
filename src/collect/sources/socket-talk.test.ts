import { expect, test } from 'vitest';
import { SourceError } from '../../domain/source-error.ts';
import type { Upstream } from '../../domain/upstream.ts';
import type { SocketErrand, Talk } from './question.ts';
import { createSocketTalker } from './socket-talk.ts';

const POOL: Upstream = {
  id: 'pool',
  name: 'Pool',
  kind: 'pool',
  endpoints: [],
  sockets: ['wss://live.example'],
  requestsPerMinute: 2,
  learns: 'account',
  licence: '',
  terms: '',
};

/** A socket whose other side is the test. */
class FakeSocket extends EventTarget {
  readyState = 1;
  readonly sent: string[] = [];
  send(frame: string) {
    this.sent.push(frame);
  }
  close() {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
  tell(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** Sends `hello`, and has heard whatever comes back. */
const HELLO: Talk<string> = {
  send: ['hello'],
  after: (frame) => ({ send: [], after: () => HELLO, heard: { value: frame } }),
};
const endless: Talk<string> = { send: [], after: () => endless };
const errand = (begin: SocketErrand<string>['begin'] = () => HELLO): SocketErrand<string> => ({
  url: 'wss://live.example/ws',
  protocol: 'x',
  begin,
});

interface Scene {
  readonly waits?: number[];
  readonly open?: () => WebSocket;
  readonly signal?: AbortSignal;
}

function scene({ waits = [], open, signal = new AbortController().signal }: Scene = {}) {
  const socket = new FakeSocket();
  const paused: number[] = [];
  let opened = 0;
  const talker = createSocketTalker({
    nowMs: () => 7,
    takeTurn: async () => waits.shift() ?? 0,
    pause: async (ms) => void paused.push(ms),
    open: () => {
      opened += 1;
      queueMicrotask(() => socket.dispatchEvent(new Event('open')));
      // What the talker uses of a WebSocket, the fake one has.
      return open ? open() : (socket as EventTarget as WebSocket);
    },
  });
  const talk = (what = errand()) => talker(POOL, what, undefined, signal);
  return { socket, paused, talk, opened: () => opened };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'heard',
    (error: unknown) => (error instanceof SourceError ? error.kind : error),
  );

test('what is told is heard, and the socket is closed', async () => {
  const { socket, talk } = scene();
  const told = talk();
  await soon();
  expect(socket.sent).toEqual(['hello']);
  socket.tell('there');
  expect(await told).toEqual({ heard: { value: 'there' }, receivedAtMs: 7 });
  expect(socket.readyState).toBe(3);
});

test('a socket waits for its turn among all that ask', async () => {
  const { socket, paused, talk, opened } = scene({ waits: [30_000, 10] });
  const told = talk();
  await soon();
  expect([paused, opened()]).toEqual([[30_000, 10], 1]);
  socket.tell('there');
  await told;
});

test('what wants a key that is not there opens no socket', async () => {
  const { talk, opened } = scene();
  const refused = errand(() => {
    throw new SourceError('refused', 'it wants a key');
  });
  expect([await kindOf(talk(refused)), opened()]).toEqual(['refused', 0]);
});

test('who is not waited for any more opens none either, and one that is open is closed', async () => {
  const early = scene({ signal: AbortSignal.abort() });
  expect([await kindOf(early.talk()), early.opened()]).toEqual(['timeout', 0]);
  const leaving = new AbortController();
  const late = scene({ signal: leaving.signal });
  const told = kindOf(late.talk());
  await soon();
  leaving.abort();
  expect([await told, late.socket.readyState]).toEqual(['timeout', 3]);
});

test.each([
  ['bytes', new ArrayBuffer(4)],
  ['a frame without end', 'x'.repeat(4 * 1024 * 1024 + 1)],
])('%s end the talk', async (_, data) => {
  const { socket, talk } = scene();
  const told = kindOf(talk());
  await soon();
  socket.tell(data);
  expect([await told, socket.readyState]).toEqual(['unreadable-reply', 3]);
});

test('frames without end do, too', async () => {
  const { socket, talk } = scene();
  const told = kindOf(talk(errand(() => endless)));
  await soon();
  for (let n = 0; n <= 2_000; n += 1) socket.tell('{}');
  expect(await told).toBe('unreadable-reply');
});

test('a frame over which we stumble fails at once, and leaves nobody waiting', async () => {
  const { socket, talk } = scene();
  const stumbling: Talk<string> = {
    send: [],
    after: () => {
      throw new TypeError('a defect');
    },
  };
  const told = kindOf(talk(errand(() => stumbling)));
  await soon();
  socket.tell('{}');
  expect(await told).toBe('unreadable-reply');
});

test('a browser that opens no socket is a provider that cannot be reached', async () => {
  const { talk } = scene({
    open: () => {
      throw new DOMException('insecure', 'SecurityError');
    },
  });
  expect(await kindOf(talk())).toBe('unreachable');
});
