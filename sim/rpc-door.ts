import { createServer, type Server, type Socket } from 'node:net';
import { answerMessage } from '../src/twin/answers/answers.ts';
import { rpcStatus } from '../src/twin/answers/rpc-status.ts';
import { AnswerLost } from '../src/twin/answers/taken.ts';
import type { MinerTwin } from '../src/twin/miner-twin.ts';

/** cgminer gives up on a client that says nothing. */
const PATIENCE_MS = 5000;
const LONGEST_REQUEST = 8192;
/** In place of a reply that never arrives. */
const LOST = Symbol('lost');

/**
 * A miner's cgminer port: one connection at a time, the others wait; one JSON request each, the reply ends with NUL and
 * the connection with it (cgminer api.c).
 */
export function openRpcDoor(twin: MinerTwin): Server {
  let busy: Promise<void> = Promise.resolve();
  return createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => {
    busy = busy.then(() => serve(twin, socket));
  });
}

/** Resolves when this connection is over, however it ends. */
function serve(twin: MinerTwin, socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    let text = '';
    socket.on('close', () => resolve());
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      const reply = replyTo(twin, text, false);
      if (reply !== undefined) answer(socket, reply);
      else if (text.length > LONGEST_REQUEST) socket.destroy();
    });
    socket.on('end', () => {
      if (!socket.writableEnded) answer(socket, replyTo(twin, text, true) ?? '');
    });
    socket.resume();
  });
}

function answer(socket: Socket, reply: string | typeof LOST): void {
  if (reply === LOST) socket.destroy();
  else socket.end(reply);
}

/** The bytes to send back, or LOST; undefined while the request may still be incomplete. */
function replyTo(twin: MinerTwin, text: string, over: boolean): string | typeof LOST | undefined {
  const request = parse(text.replace(/[\0\r\n]+$/, ''));
  if (request === undefined) {
    const ended = over || /[\0\n]$/.test(text);
    if (!ended) return undefined;
    return `${JSON.stringify(rpcStatus(twin, { code: 23, message: 'Invalid JSON', error: true }))}\0`;
  }
  try {
    return `${JSON.stringify(answerMessage(twin, request))}\0`;
  } catch (error) {
    if (error instanceof AnswerLost) return LOST;
    throw error;
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
