import net from 'node:net';
import { CgminerReplyError, parseCgminerReply } from '../src/devices/cgminer-reply.ts';
import { exchangeError } from './exchange-error.ts';
import { ProxyError } from './problem.ts';
import { ReplyFrame } from './reply-frame.ts';
import type { RpcRequest } from './rpc-request.ts';
import type { Target } from './target.ts';

/** After the last `|` of a text form that nothing ends, this much silence is its end, ms. */
const SILENCE_IS_END_MS = 400;

/**
 * One command over one connection, as cgminer wants it.
 * @throws ProxyError `unreachable`, `timeout`, `too-large`, `bad-reply`
 */
export async function bridgeRpc(
  target: Target,
  request: RpcRequest,
  signal: AbortSignal,
  maxReplyBytes: number,
): Promise<unknown> {
  try {
    const reply = await replyTo(target, JSON.stringify(request), signal, maxReplyBytes);
    if (reply.length === 0)
      throw new ProxyError('bad-reply', 'the device closed the connection without an answer');
    return parseCgminerReply(reply);
  } catch (error) {
    if (error instanceof CgminerReplyError)
      throw new ProxyError('bad-reply', error.message, { cause: error });
    throw exchangeError(error, signal);
  }
}

function replyTo(
  target: Target,
  request: string,
  signal: AbortSignal,
  maxReplyBytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: target.address, port: target.port, signal });
    const frame = new ReplyFrame();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const finish = () => {
      resolve(frame.reply);
      socket.destroy();
    };
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      clearTimeout(silence);
      if (frame.add(chunk)) finish();
      else if (frame.byteCount > maxReplyBytes) {
        reject(new ProxyError('too-large', `the reply is larger than ${maxReplyBytes} bytes`));
        socket.destroy();
      } else if (frame.mayEndHere) silence = setTimeout(finish, SILENCE_IS_END_MS);
    });
    socket.on('end', finish);
    socket.on('error', reject);
    socket.on('close', () => clearTimeout(silence));
  });
}
