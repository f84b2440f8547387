import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerHttp } from '../src/twin/answers/answers.ts';
import { hasLiveFeed, liveFrame } from '../src/twin/answers/axeos-live.ts';
import { AnswerLost } from '../src/twin/answers/taken.ts';
import type { MinerTwin } from '../src/twin/miner-twin.ts';

/** The firmware serves ten listeners and refuses the next with 429 (ESP-Miner websocket.c). */
const MOST_LISTENERS = 10;
/** No setting of a miner is longer than this. */
const LONGEST_BODY = 16_384;

export interface HttpDoor {
  readonly server: Server;
  /** Sends every live listener what has changed since its last frame. */
  pushLive(): void;
}

/** A miner's web server: its HTTP API and, from AxeOS 2.14 on, the WebSocket /api/ws/live. */
export function openHttpDoor(twin: MinerTwin): HttpDoor {
  const server = createServer((request, response) => void reply(twin, request, response));
  const sockets = new WebSocketServer({ noServer: true });
  const known = new Map<WebSocket, Record<string, unknown> | undefined>();

  function send(socket: WebSocket): void {
    const { info, frame } = liveFrame(twin, known.get(socket));
    known.set(socket, info);
    if (frame !== undefined) socket.send(frame);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== '/api/ws/live' || !hasLiveFeed(twin)) return refuse(socket, '404 Not Found');
    if (known.size >= MOST_LISTENERS) return refuse(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (live) => {
      known.set(live, undefined);
      live.on('close', () => known.delete(live));
      live.on('error', () => live.terminate());
      send(live);
    });
  });

  return {
    server,
    pushLive() {
      for (const socket of known.keys()) send(socket);
    },
  };
}

async function reply(twin: MinerTwin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return void response.writeHead(413).end();
  const extras = { body, origin: request.headers.origin, headers: headersOf(request) };
  try {
    const answer = answerHttp(twin, request.method ?? 'GET', request.url ?? '/', extras);
    if (answer === undefined) return void response.writeHead(404).end();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  } catch (error) {
    if (!(error instanceof AnswerLost)) throw error;
    response.destroy();
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
}

/** Undefined when it is too long, or was broken off. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  let text = '';
  try {
    for await (const chunk of request) {
      text += String(chunk);
      if (text.length > LONGEST_BODY) return undefined;
    }
  } catch {
    return undefined;
  }
  return text;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}
