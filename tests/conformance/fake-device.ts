import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DeviceHttpReply } from '../../src/devices/transport.ts';
import { apiRecordings, commandOf, IS_FRAMED, isApiAlone } from './api-recordings.ts';
import { doorSign } from './door-signs.ts';
import { graphqlRecording, messageRecording, webRecording } from './recorded-files.ts';

/** A recorded device, answering on loopback as it answered when it was recorded. */
export interface FakeDevice {
  /** Web door, API door and the door of WhatsMiner's API v3; a device without one of them has nobody behind it. */
  readonly httpPort: number;
  readonly rpcPort: number;
  readonly framedPort: number;
  close(): Promise<void>;
}

/** Serves the recordings of one folder: see the fixtures' README for the meaning of file names. */
export async function serveRecording(folder: string, family: string): Promise<FakeDevice> {
  const files = readdirSync(folder).filter((name) => name !== 'expected.json');
  const recordings = apiRecordings(folder, family);
  const web = http.createServer((request, reply) => void answerWeb(folder, family, request, reply));
  const api = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      try {
        socket.end(`${answerTo(folder, recordings, data.toString())}\0`);
      } catch (error) {
        // A recording that cannot be taken apart is like a device that hangs up: the reader says what it misses.
        console.log(`         ${folder}: ${error instanceof Error ? error.message : String(error)}`);
        socket.destroy();
      }
    });
  });
  const framed = serveFramed(folder);
  const hasWeb = files.some((name) => !recordings.includes(name));
  const isFramed = files.some((name) => IS_FRAMED.test(name));
  return {
    httpPort: hasWeb && !isFramed ? await listen(web) : await closedPort(),
    rpcPort: recordings.length > 0 ? await listen(api) : await closedPort(),
    framedPort: isFramed ? await listen(framed) : await closedPort(),
    async close() {
      web.closeAllConnections();
      await Promise.all([web, api, framed].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function answerWeb(
  folder: string,
  family: string,
  request: http.IncomingMessage,
  reply: http.ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const url = new URL(request.url ?? '/', 'http://device');
  const file =
    url.pathname === '/graphql'
      ? graphqlRecording(folder, operationIn(body))
      : webRecording(folder, withForm(url, body));
  if (file && !isApiAlone(family, file)) {
    reply.setHeader('content-type', contentType(file)).end(readFileSync(file));
    return;
  }
  const sign = doorSign(family, request.method ?? 'GET', url.pathname);
  const { status, headers, text } = sign ?? NOT_THERE;
  reply.writeHead(status, headers).end(text);
}

const NOT_THERE: DeviceHttpReply = {
  status: 404,
  headers: { 'content-type': 'text/html' },
  text: '<html><title>404</title></html>',
};

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** What a form asks for counts as if it stood in the query (IceRiver's `post=4`). */
function withForm(url: URL, body: string): URL {
  const whole = new URL(url);
  if (!/^[\w=&%+.-]+$/.test(body)) return whole;
  for (const [name, value] of new URLSearchParams(body)) whole.searchParams.append(name, value);
  return whole;
}

function operationIn(body: string): string {
  const asked: unknown = JSON.parse(body);
  const query = typeof asked === 'object' && asked !== null && 'query' in asked ? String(asked.query) : '';
  return /^\s*query\s+(\w+)/.exec(query)?.[1] ?? '';
}

/** WhatsMiner API v3: each message behind its length. */
function serveFramed(folder: string): net.Server {
  return net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      const asked = JSON.parse(data.subarray(4).toString()) as Record<string, unknown>;
      const file = messageRecording(folder, asked);
      const answer = file ? readFileSync(file) : Buffer.from('{"code":-2,"msg":"invalid command"}');
      const length = Buffer.alloc(4);
      length.writeUInt32LE(answer.length);
      socket.end(Buffer.concat([length, answer]));
    });
  });
}

function contentType(file: string): string {
  if (file.endsWith('.json')) return 'application/json';
  return file.endsWith('.html') ? 'text/html' : 'text/plain';
}

/** A command has its own recording, or stands within one of several commands at once. */
function answerTo(folder: string, recordings: readonly string[], request: string): string {
  const command = commandIn(request);
  const parameter = parameterIn(request);
  // What was asked of one board is named after it: `voltageget_0.rpc.json`.
  const names = parameter === '' ? [command] : [`${command}_${parameter}`, command];
  const own = names.flatMap((name) => recordings.find((file) => commandOf(file) === name) ?? [])[0];
  if (own !== undefined) return readFileSync(join(folder, own), 'utf8');
  for (const file of recordings.filter((name) => commandOf(name).split('+').includes(command))) {
    const within = partOf(readFileSync(join(folder, file), 'utf8'), command);
    if (within !== undefined) return within;
  }
  return JSON.stringify({
    STATUS: [{ STATUS: 'E', When: 0, Code: 14, Msg: 'Invalid command', Description: 'cgminer' }],
    id: 1,
  });
}

function commandIn(request: string): string {
  const asked: unknown = JSON.parse(request);
  if (typeof asked !== 'object' || asked === null) return '';
  if ('command' in asked) return String(asked.command);
  return 'cmd' in asked ? String(asked.cmd) : '';
}

function parameterIn(request: string): string {
  const asked: unknown = JSON.parse(request);
  return typeof asked === 'object' && asked !== null && 'parameter' in asked ? String(asked.parameter) : '';
}

/** One command's part of a reply to several; undefined where the device left it out. */
function partOf(whole: string, command: string): string | undefined {
  const replies = JSON.parse(whole) as Record<string, unknown>;
  const part = replies[command];
  const first: unknown = Array.isArray(part) ? part[0] : part;
  return first === undefined ? undefined : JSON.stringify(first);
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A port behind which nobody listens. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
