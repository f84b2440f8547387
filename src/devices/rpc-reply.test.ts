import { describe, expect, test } from 'vitest';
import { scriptedDevice } from '../../tests/support/scripted-device.ts';
import { askRpc, askRpcIfKnown, sections } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';

const ask = (reply: unknown) => askRpc(scriptedDevice({ api: { summary: reply } }), 'summary');
const askIfKnown = (reply: unknown) => askRpcIfKnown(scriptedDevice({ api: { summary: reply } }), 'summary');

describe('one command', () => {
  const body = { STATUS: [{ STATUS: 'S' }], SUMMARY: [{ Elapsed: 5 }] };

  test('answers as it is, or wrapped under its own name', async () => {
    await expect(ask(body)).resolves.toEqual({ failed: false, body });
    await expect(ask({ summary: [body], id: 1 })).resolves.toEqual({ failed: false, body });
  });

  test.each([
    [{ STATUS: [{ STATUS: 'E' }] }, true],
    [{ STATUS: [{ STATUS: 'F' }] }, true],
    [{ STATUS: 'E', Msg: 'invalid command' }, true],
    [{ summary: [{ STATUS: [{ STATUS: 'E' }] }] }, true],
    [{ STATUS: [{ STATUS: 'W' }] }, false],
    [{ STATUS: [{ STATUS: 'I' }] }, false],
    [{ STATUS: [] }, false],
    [{ STATUS: [null] }, false],
    [{}, false],
  ])('that answers %j has failed: %s', async (reply, failed) => {
    await expect(ask(reply)).resolves.toMatchObject({ failed });
  });

  test.each([[[]], [null], ['text'], [5]])('that answers %j cannot be read', async (reply) => {
    await expect(ask(reply)).rejects.toMatchObject({ kind: 'unreadable-reply' });
  });
});

describe('a command that the device may not know', () => {
  test.each([
    { STATUS: [{ STATUS: 'E' }] },
    new DeviceError('unreadable-reply', 'text'),
    new DeviceError('refused', 'access denied'),
    'text',
  ])('is just not there (%#)', async (reply) => {
    await expect(askIfKnown(reply)).resolves.toBeUndefined();
  });

  test.each(['unreachable', 'timeout', 'no-proxy', 'too-large', 'busy'] as const)(
    'still fails where the device or the way does: %s',
    async (kind) => {
      await expect(askIfKnown(new DeviceError(kind, 'x'))).rejects.toMatchObject({ kind });
    },
  );
});

test('sections that are no list are none, and noted', () => {
  const oddities: { field: string; problem: string; found: string }[] = [];
  const reply = { failed: false, body: { SUMMARY: { Elapsed: 5 } } };
  expect(sections(reply, 'SUMMARY', oddities)).toEqual([]);
  expect(oddities).toMatchObject([{ field: 'SUMMARY', problem: 'not a list' }]);
  expect(sections(undefined, 'SUMMARY', oddities)).toEqual([]);
});
