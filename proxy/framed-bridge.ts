import net from 'node:net';
import { exchangeError } from './exchange-error.ts';
import { ProxyError } from './problem.ts';
import { ReplyBytes } from './reply-bytes.ts';
import type { JsonMessage } from './rpc-request.ts';
import type { Target } from './target.ts';

const LENGTH_BYTES = 4;
/** The longest known reply, every chip of four boards, is some hundred kilobytes. */
const LARGEST_REPLY_BYTES = 1024 * 1024;

/**
 * One message and its reply over one connection, each behind its length as a 32-bit little-endian number (WhatsMiner
 * API v3, TCP 4433).
 * @returns the reply as JSON text
 * @throws ProxyError `unreachable`, `timeout`, `too-large`, `bad-reply`
 */
export async function bridgeFramed(
  target: Target,
  message: JsonMessage,
  signal: AbortSignal,
): Promise<string> {
  try {
    const reply = (await replyTo(target, framed(JSON.stringify(message)), signal)).toString('utf8');
    JSON.parse(reply);
    return reply;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ProxyError('bad-reply', 'the reply is not whole JSON', { cause: error });
    throw exchangeError(error, signal);
  }
}

function framed(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

function replyTo(target: Target, request: Buffer, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: target.address, port: target.port, signal });
    const bytes = new ReplyBytes(LARGEST_REPLY_BYTES + LENGTH_BYTES);
    let size = 0;
    let wanted = Number.POSITIVE_INFINITY;
    const take = (chunk: Buffer) => {
      bytes.add(chunk);
      size += chunk.length;
      if (wanted === Number.POSITIVE_INFINITY && size >= LENGTH_BYTES) {
        wanted = LENGTH_BYTES + bytes.whole.readUInt32LE();
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
