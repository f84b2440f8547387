import net from 'node:net';
import { CgminerReplyError, parseCgminerReply } from '../src/devices/cgminer-reply.ts';
import { exchangeError } from './http-forward.ts';
import { ProxyError } from './problem.ts';
import type { Target } from './target.ts';

/** One command of the cgminer API. */
export interface RpcRequest {
  readonly command: string;
  readonly parameter?: string;
}

/** Some firmware neither ends its reply nor closes the connection: a whole reply and this much silence is an end, ms. */
const SILENCE_IS_END_MS = 400;

/**
 * Reads the page's request.
 * @throws ProxyError `bad-request`
 */
export function parseRpcRequest(text: string): RpcRequest {
  try {
    const found: unknown = JSON.parse(text);
    if (
      typeof found === 'object' &&
      found !== null &&
      'command' in found &&
      typeof found.command === 'string'
    ) {
      const parameter = 'parameter' in found ? found.parameter : undefined;
      if (parameter === undefined) return { command: found.command };
      if (typeof parameter === 'string') return { command: found.command, parameter };
    }
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request is not JSON', { cause });
  }
  throw new ProxyError('bad-request', 'the request needs a command, and may have a parameter, both text');
}

/**
 * One command over one connection, as cgminer wants it. The reply ends with NUL, with a line break after whole JSON, or
 * when the device closes.
 * @throws ProxyError `unreachable`, `timeout`, `too-large`, `bad-reply`
 */
export function bridgeRpc(
  target: Target,
  request: RpcRequest,
  signal: AbortSignal,
  maxReplyBytes: number,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: target.address, port: target.port, signal });
    const chunks: Buffer[] = [];
    let size = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;

    const settle = (finish: () => void) => {
      clearTimeout(silence);
      socket.destroy();
      finish();
    };
    const finish = () =>
      settle(() => (size === 0 ? reject(noReply()) : answer(Buffer.concat(chunks), resolve, reject)));
    const finishIfWhole = () => {
      if (isWhole(Buffer.concat(chunks))) finish();
    };

    socket.on('connect', () => socket.write(JSON.stringify(request)));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      clearTimeout(silence);
      if (size > maxReplyBytes)
        return settle(() =>
          reject(new ProxyError('too-large', `the reply is larger than ${maxReplyBytes} bytes`)),
        );
      if (chunk.includes(0)) return finish();
      if (chunk.at(-1) === 0x0a) finishIfWhole();
      silence = setTimeout(finishIfWhole, SILENCE_IS_END_MS);
    });
    socket.on('end', finish);
    socket.on('error', (error) => settle(() => reject(exchangeError(error, signal))));
  });
}

function noReply(): ProxyError {
  return new ProxyError('bad-reply', 'the device closed the connection without an answer');
}

function isWhole(reply: Buffer): boolean {
  try {
    parseCgminerReply(reply);
    return true;
  } catch (error) {
    if (error instanceof CgminerReplyError) return false;
    throw error;
  }
}

function answer(reply: Buffer, resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
  try {
    resolve(parseCgminerReply(reply));
  } catch (cause) {
    reject(
      cause instanceof CgminerReplyError ? new ProxyError('bad-reply', cause.message, { cause }) : cause,
    );
  }
}
