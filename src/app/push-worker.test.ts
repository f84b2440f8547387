import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';

/** The part of the service worker that shows pushes (public/notification-push.js), on a stage of the test's. */

const SOURCE = readFileSync(new URL('../../public/notification-push.js', import.meta.url), 'utf8');

function worker(windows: readonly { postMessage(told: unknown): void }[] = []) {
  const shown: { readonly title: string; readonly options: Record<string, unknown> }[] = [];
  const heard = new Map<string, (event: unknown) => void>();
  const self = {
    addEventListener: (kind: string, listener: (event: unknown) => void) => heard.set(kind, listener),
    registration: {
      showNotification: async (title: string, options: Record<string, unknown>) => {
        shown.push({ title, options: { ...options } });
      },
    },
    clients: { matchAll: async () => windows },
  };
  runInNewContext(SOURCE, { self });
  const tell = async (kind: string, more: object = {}) => {
    let done: Promise<unknown> = Promise.reject(new Error('the worker did not say what it waits for'));
    done.catch(() => {});
    heard.get(kind)?.({
      ...more,
      waitUntil: (work: Promise<unknown>) => {
        done = work;
      },
    });
    await done;
  };
  return { shown, tell };
}

const said = (told: unknown) => ({ data: { json: () => told } });

test('a push is shown as it was told, and leads to its page', async () => {
  const { shown, tell } = worker();
  await tell(
    'push',
    said({ title: 'Kitchen: Overheated', body: 'Let it cool.', tag: 'x', silent: true, path: '/miner/a1' }),
  );
  expect(shown).toMatchObject([
    { title: 'Kitchen: Overheated', options: { body: 'Let it cool.', tag: 'x', silent: true } },
  ]);
  expect(JSON.stringify(shown[0]?.options.data)).toBe('{"path":"/miner/a1"}');
});

test.each([
  ['no data', { data: null }],
  [
    'data that is no JSON',
    {
      data: {
        json: () => {
          throw new SyntaxError('no JSON');
        },
      },
    },
  ],
  ['a number', said(7)],
  ['null', said(null)],
  ['other shapes', said({ title: 3, body: {}, path: ['x'], silent: 'yes' })],
])(
  'of %s something is shown all the same: a browser ends the subscription of who shows nothing',
  async (_, event) => {
    const { shown, tell } = worker();
    await tell('push', event);
    expect(shown).toMatchObject([{ title: 'Davylamp', options: { tag: 'alarm', silent: false } }]);
  },
);

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'a push never leads out of Davylamp: %s',
  async (path) => {
    const { shown, tell } = worker();
    await tell('push', said({ title: 'x', path }));
    expect(JSON.stringify(shown[0]?.options.data)).toBe('{"path":"/"}');
  },
);

test('a subscription that ended is told to open pages, which can mend it, and else to the owner', async () => {
  const postMessage = vi.fn();
  const open = worker([{ postMessage }]);
  await open.tell('pushsubscriptionchange');
  expect(postMessage).toHaveBeenCalledOnce();
  expect(open.shown).toEqual([]);
  const closed = worker();
  await closed.tell('pushsubscriptionchange');
  expect(closed.shown[0]?.title).toContain('alarms do not reach this browser');
  expect(JSON.stringify(closed.shown[0]?.options.data)).toBe('{"path":"/settings/alarms"}');
});
