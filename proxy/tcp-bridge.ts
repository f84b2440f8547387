import net from 'node:net';
import { CgminerReplyError, parseCgminerReply } from '../src/devices/cgminer-reply.ts';
import { exchangeError } from './exchange-error.ts';
import { ProxyError } from './problem.ts';
import { ReplyFrame } from './reply-frame.ts';
import type { JsonMessage } from './rpc-request.ts';
import type { Target } from './target.ts';

/** After the last `|` of a text form that nothing ends, this much silence is its end, ms. */
const SILENCE_IS_END_MS = 400;
/** The longest replies, of several boards with every chip, are some hundred kilobytes. */
const LARGEST_REPLY_BYTES = 1024 * 1024;

/**
 * One command over one connection, as cgminer wants it.
 * @returns the reply as JSON text
 * @throws ProxyError `unreachable`, `timeout`, `too-large`, `bad-reply`
 */
export async function bridgeRpc(target: Target, request: JsonMessage, signal: AbortSignal): Promise<string> {
  try {
    const reply = await replyTo(target, JSON.stringify(request), signal);
    if (reply.length === 0)
      throw new ProxyError('bad-reply', 'the device closed the connection without an answer');
    return JSON.stringify(parseCgminerReply(reply));
  } catch (error) {
    if (error instanceof CgminerReplyError)
      throw new ProxyError('bad-reply', 'the reply is neither whole JSON nor cgminer text', { cause: error });
    // Brackets in brackets by the thousand.
    if (error instanceof RangeError)
      throw new ProxyError('bad-reply', 'the reply is nested too deep', { cause: error });
    throw exchangeError(error, signal);
  }
}

function replyTo(target: Target, request: string, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: target.address, port: target.port, signal });
    const frame = new ReplyFrame(LARGEST_REPLY_BYTES);
    let silence: ReturnType<typeof setTimeout> | undefined;
    const finish = () => {
      resolve(frame.reply);
      socket.destroy();
    };
    const take = (chunk: Buffer) => {
      if (frame.add(chunk)) finish();
      else if (frame.mayEndHere) silence = setTimeout(finish, SILENCE_IS_END_MS);
    };
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      clearTimeout(silence);
      try {
        take(chunk);
      } catch (error) {
        reject(error);
        socket.destroy();
      }
    });
    socket.on('end', finish);
    socket.on('error', reject);
    socket.on('close', () => clearTimeout(silence));
  });
}
