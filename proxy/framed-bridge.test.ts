import type net from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HelperHouse, problemOf } from '../tests/support/helper-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';

/** The door of WhatsMiner's API v3, each message behind its length; and any message on the door of the cgminer API. */

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const INFO = { cmd: 'get.device.info', param: 'miner' };
const quick = { 'x-davylamp-timeout-ms': '150' };

function send(
  route: 'framed' | 'message' | 'veiled',
  port: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return house.call(
    `/api/device/${route}/127.0.0.1:${port}`,
    { method: 'POST', body: text },
    { 'content-type': 'application/json', ...headers },
  );
}
const ask = (port: number, headers?: Record<string, string>) => send('framed', port, INFO, headers);

function framed(text: string, announced = Buffer.byteLength(text)): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(announced);
  return Buffer.concat([length, Buffer.from(text)]);
}

/** A device that answers its first packet with these bytes and leaves the connection open. */
function answering(bytes: string | Buffer): Promise<number> {
  return house.device((socket) => socket.write(bytes));
}

describe('a framed reply', () => {
  test('is asked for behind a length, and read behind one', async () => {
    let heard = '';
    const port = await house.device((socket, packet) => {
      heard += packet;
      socket.write(framed('{"code":0,"msg":{"hostname":"ü"}}'));
    });
    const reply = await ask(port);
    await expect(reply.json()).resolves.toEqual({ code: 0, msg: { hostname: 'ü' } });
    expect(reply.headers.get('x-davylamp-speaker')).toBe('device');
    const sent = Buffer.from(heard, 'latin1');
    expect(sent.readUInt32LE()).toBe(sent.length - 4);
    expect(JSON.parse(sent.subarray(4).toString())).toEqual(INFO);
  });

  test('is put together from pieces of any size', async () => {
    const value = { code: 0, msg: { text: 'ü'.repeat(40) } };
    const whole = framed(JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length }), async (pieceBytes) => {
        const port = await house.device((socket) => {
          socket.setNoDelay(true);
          for (let at = 0; at < whole.length; at += pieceBytes)
            socket.write(whole.subarray(at, at + pieceBytes));
        });
        await expect((await ask(port)).json()).resolves.toEqual(value);
      }),
      { numRuns: 15 },
    );
  });

  test('ends where its length says, whatever follows', async () => {
    const port = await answering(Buffer.concat([framed('{"code":0}'), framed('{"code":-1}')]));
    await expect((await ask(port)).json()).resolves.toEqual({ code: 0 });
  });

  test('leaves no connection behind', async () => {
    let left: Promise<unknown> = Promise.resolve();
    const port = await house.device((socket) => {
      left = new Promise((resolve) => socket.once('close', resolve));
      socket.write(framed('{"code":0}'));
    });
    expect((await ask(port)).status).toBe(200);
    await left;
  });
});

describe('a hostile device', () => {
  test.each<[string, string | Buffer, string]>([
    ['announces 4 GB', framed('{', 0xffff_ffff), 'too-large'],
    ['announces a byte more than any reply has', framed('{', 1024 * 1024 + 1), 'too-large'],
    ['announces nothing, and sends it', framed(''), 'bad-reply'],
    ['sends no JSON behind its length', framed('<html>'), 'bad-reply'],
    ['cuts its JSON off', framed('{"code":0,"msg":{'), 'bad-reply'],
    ['sends broken UTF-8 for JSON', Buffer.from([2, 0, 0, 0, 0xff, 0xfe]), 'bad-reply'],
    ['answers like cgminer, without a length', '{"STATUS":"E","Msg":"invalid cmd"}', 'too-large'],
    ['answers like a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'too-large'],
  ])('that %s has its problem, soon', async (_, bytes, problem) => {
    const beganMs = performance.now();
    const reply = await ask(await answering(bytes));
    expect(await problemOf(reply)).toBe(problem);
    expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(3_000);
  });

  test('that nests brackets in brackets does the helper no harm', async () => {
    const port = await answering(framed(`${'['.repeat(200_000)}${']'.repeat(200_000)}`));
    expect((await ask(port)).status).toBe(200);
    expect((await ask(await answering(framed('{}')))).status).toBe(200);
  });

  test.each<[string, Buffer]>([
    ['hangs up at once', Buffer.alloc(0)],
    ['hangs up within the length', Buffer.from([9, 0])],
    ['hangs up within the reply', framed('{"code":', 100)],
  ])('that %s has a bad reply', async (_, bytes) => {
    expect(await problemOf(await ask(await house.device((socket) => socket.end(bytes))))).toBe('bad-reply');
  });

  test('that resets the connection is unreachable or a bad reply, never a success', async () => {
    const port = await house.device((socket) => socket.resetAndDestroy());
    expect(['unreachable', 'bad-reply']).toContain(await problemOf(await ask(port)));
  });

  test('that sends without end is cut off at the length that it announced', async () => {
    const endless = await house.device((socket) => {
      socket.write(framed('', 1024 * 1024));
      const pump = () => {
        while (!socket.destroyed)
          if (!socket.write('x'.repeat(65_536))) return void socket.once('drain', pump);
      };
      pump();
    });
    expect(['bad-reply', 'too-large']).toContain(await problemOf(await ask(endless)));
  });

  test.each([
    ['says nothing', () => {}],
    ['says nothing after its length', (socket: net.Socket) => socket.write(framed('', 50))],
    ['promises more than it sends', (socket: net.Socket) => socket.write(framed('{"code":0}', 500))],
  ])('that %s is left at the time limit', async (_, answer) => {
    let left: Promise<unknown> = Promise.resolve();
    const port = await house.device((socket) => {
      left = new Promise((resolve) => socket.once('close', resolve));
      answer(socket);
    });
    expect(await problemOf(await ask(port, quick))).toBe('timeout');
    await left;
  });

  test('that sends its reply byte by byte, slowly, is left at the time limit', async () => {
    const whole = framed(`{"msg":"${'x'.repeat(500)}"}`);
    let left: Promise<unknown> = Promise.resolve();
    const port = await house.device((socket) => {
      left = new Promise((resolve) => socket.once('close', resolve));
      let at = 0;
      const drip = setInterval(() => socket.write(whole.subarray(at, ++at)), 20);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await problemOf(await ask(port, quick))).toBe('timeout');
    await left;
  });

  test('is quoted in no problem', async () => {
    const port = await answering(framed('password=hunter2'));
    expect(await (await ask(port)).text()).not.toContain('hunter2');
  });
});

describe('a message', () => {
  test.each(['framed', 'message'] as const)('that is no object reaches no device (%s)', async (route) => {
    let heard = '';
    const port = await house.device((socket, packet) => {
      heard += packet;
      socket.end('{}');
    });
    for (const body of ['', 'summary', '[]', '[{"cmd":"x"}]', 'null', '7', '{"cmd":'])
      expect(await problemOf(await send(route, port, body))).toBe('bad-request');
    expect(await problemOf(await send(route, port, { data: 'x'.repeat(100_000) }))).toBe('bad-request');
    expect(heard).toBe('');
  });

  test.each(['framed', 'message'] as const)('goes to no port that miners do not use (%s)', async (route) => {
    expect(await problemOf(await send(route, 22, INFO))).toBe('forbidden-port');
  });

  test('to the door of the cgminer API goes as it is, and its reply is read like cgminer’s', async () => {
    let heard = '';
    const port = await house.device((socket, packet) => {
      heard = packet;
      socket.write('{"STATUS":"S","Msg":{"salt":"BQ5hoXV9"}}\0');
    });
    const message = { enc: 1, data: 'AAAA+/==' };
    const reply = await send('message', port, message);
    await expect(reply.json()).resolves.toEqual({ STATUS: 'S', Msg: { salt: 'BQ5hoXV9' } });
    expect(JSON.parse(heard)).toEqual(message);
  });

  test.each<[string, string | Buffer, string]>([
    ['a NUL alone', '\0', 'bad-reply'],
    ['garbage', Buffer.from([0xff, 0xfe, 0x00]), 'bad-reply'],
    ['brackets without end', '['.repeat(2_000_000), 'too-large'],
  ])('that is answered with %s has its problem', async (_, bytes, problem) => {
    expect(await problemOf(await send('message', await answering(bytes), { cmd: 'get_token' }))).toBe(
      problem,
    );
  });
});

describe('a plug of TP-Link', () => {
  /** Its framing, written down apart from ours (softScheck's report on the HS110). */
  function veiled(text: string): Buffer {
    const body = Buffer.from(text);
    for (const [at, byte] of body.entries()) body[at] = byte ^ (body[at - 1] ?? 0xab);
    return Buffer.concat([Buffer.from([0, 0, body.length >> 8, body.length & 255]), body]);
  }
  const ASKED = { system: { get_sysinfo: {} } };

  test('is asked and answers in its own framing', async () => {
    let heard = Buffer.alloc(0);
    const port = await house.device((socket, packet) => {
      heard = Buffer.concat([heard, Buffer.from(packet, 'latin1')]);
      socket.write(veiled('{"system":{"get_sysinfo":{"alias":"Küche","relay_state":1}}}'));
    });
    const reply = await send('veiled', port, ASKED);
    await expect(reply.json()).resolves.toEqual({
      system: { get_sysinfo: { alias: 'Küche', relay_state: 1 } },
    });
    expect(heard).toEqual(veiled(JSON.stringify(ASKED)));
  });

  test.each<[string, Buffer, string]>([
    ['speaks plainly', framed('{"system":{}}'), 'too-large'],
    ['announces 4 GB', Buffer.from([255, 255, 255, 255, 0]), 'too-large'],
    ['veils no JSON', veiled('<html>'), 'bad-reply'],
  ])('that %s has its problem', async (_, bytes, problem) => {
    expect(await problemOf(await send('veiled', await answering(bytes), ASKED))).toBe(problem);
  });
});
