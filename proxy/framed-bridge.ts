import net from 'node:net';
import { exchangeError } from './exchange-error.ts';
import { ProxyError } from './problem.ts';
import { ReplyBytes } from './reply-bytes.ts';
import type { JsonMessage } from './rpc-request.ts';
import type { Target } from './target.ts';

const LENGTH_BYTES = 4;
/** The longest known reply, every chip of four boards, is some hundred kilobytes. */
const LARGEST_REPLY_BYTES = 1024 * 1024;

/** How a message and its reply lie on the line, each behind its length. */
interface Framing {
  readonly lengthOf: (head: Buffer) => number;
  readonly head: (length: number) => Buffer;
  readonly veil: (plain: Buffer) => Buffer;
  readonly unveil: (veiled: Buffer) => Buffer;
}

/** A 32-bit little-endian length, and plain text (WhatsMiner API v3, TCP 4433). */
const PLAIN: Framing = {
  lengthOf: (head) => head.readUInt32LE(),
  head(length) {
    const head = Buffer.alloc(LENGTH_BYTES);
    head.writeUInt32LE(length);
    return head;
  },
  veil: (plain) => plain,
  unveil: (veiled) => veiled,
};

/** What the first byte is XORed with. */
const FIRST_KEY = 171;

/**
 * A 32-bit big-endian length, and each byte XORed with the veiled one before it (TP-Link's plugs, TCP 9999;
 * python-kasa/python-kasa kasa/transports/xortransport.py).
 */
const VEILED: Framing = {
  lengthOf: (head) => head.readUInt32BE(),
  head(length) {
    const head = Buffer.alloc(LENGTH_BYTES);
    head.writeUInt32BE(length);
    return head;
  },
  veil(plain) {
    let key = FIRST_KEY;
    return Buffer.from(
      plain.map((byte) => {
        key ^= byte;
        return key;
      }),
    );
  },
  unveil: (veiled) => Buffer.from(veiled.map((byte, at) => byte ^ (veiled[at - 1] ?? FIRST_KEY))),
};

/**
 * One message and its reply over one connection, in the framing of WhatsMiner's API v3.
 * @returns the reply as JSON text
 * @throws ProxyError `unreachable`, `timeout`, `too-large`, `bad-reply`
 */
export function bridgeFramed(target: Target, message: JsonMessage, signal: AbortSignal): Promise<string> {
  return exchange(target, message, PLAIN, signal);
}

/** The same in the framing of TP-Link's plugs. */
export function bridgeVeiled(target: Target, message: JsonMessage, signal: AbortSignal): Promise<string> {
  return exchange(target, message, VEILED, signal);
}

async function exchange(
  target: Target,
  message: JsonMessage,
  framing: Framing,
  signal: AbortSignal,
): Promise<string> {
  try {
    const body = framing.veil(Buffer.from(JSON.stringify(message), 'utf8'));
    const request = Buffer.concat([framing.head(body.length), body]);
    const reply = framing.unveil(await replyTo(target, request, framing, signal)).toString('utf8');
    JSON.parse(reply);
    return reply;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ProxyError('bad-reply', 'the reply is not whole JSON', { cause: error });
    throw exchangeError(error, signal);
  }
}

function replyTo(target: Target, request: Buffer, framing: Framing, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: target.address, port: target.port, signal });
    const bytes = new ReplyBytes(LARGEST_REPLY_BYTES + LENGTH_BYTES);
    let size = 0;
    let wanted = Number.POSITIVE_INFINITY;
    const take = (chunk: Buffer) => {
      bytes.add(chunk);
      size += chunk.length;
      if (wanted === Number.POSITIVE_INFINITY && size >= LENGTH_BYTES) {
        wanted = LENGTH_BYTES + framing.lengthOf(bytes.whole);
        if (wanted > LARGEST_REPLY_BYTES + LENGTH_BYTES)
          throw new ProxyError('too-large', `the device announces ${wanted - LENGTH_BYTES} bytes`);
      }
      if (size < wanted) return;
      resolve(bytes.whole.subarray(LENGTH_BYTES, wanted));
      socket.destroy();
    };
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      try {
        take(chunk);
      } catch (error) {
        reject(error);
        socket.destroy();
      }
    });
    socket.on('end', () =>
      reject(new ProxyError('bad-reply', 'the device closed before its reply was whole')),
    );
    socket.on('error', reject);
  });
}
