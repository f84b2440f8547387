import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A recorded device, answering on loopback as it answered when it was recorded. */
export interface FakeDevice {
  /** Web door and API door; a device without one of them has nobody behind it. */
  readonly httpPort: number;
  readonly rpcPort: number;
  close(): Promise<void>;
}

/** `summary.rpc.json`, or `.rpc.txt` where the device answers in cgminer's text form. */
const RPC_FILE = /\.rpc\.(?:json|txt)$/;

/** Serves the recordings of one folder: see the fixtures' README for the meaning of file names. */
export async function serveRecording(folder: string): Promise<FakeDevice> {
  const files = readdirSync(folder).filter((name) => name !== 'expected.json');
  const recordings = files.filter((name) => RPC_FILE.test(name));
  const web = http.createServer((request, reply) => {
    const path = new URL(request.url ?? '/', 'http://device').pathname;
    const file = webFile(folder, path);
    if (file) reply.setHeader('content-type', contentType(file)).end(readFileSync(file));
    else reply.writeHead(404, { 'content-type': 'text/html' }).end('<html><title>404</title></html>');
  });
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
  const hasWeb = files.length > recordings.length;
  return {
    httpPort: hasWeb ? await listen(web) : await closedPort(),
    rpcPort: recordings.length > 0 ? await listen(api) : await closedPort(),
    async close() {
      web.closeAllConnections();
      await Promise.all([web, api].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** `api_system_info.json` is /api/system/info; `stats.cgi.json` is /cgi-bin/stats.cgi, and so are bare names. */
function webFile(folder: string, path: string): string | undefined {
  const name = path.slice(1).replaceAll('/', '_');
  const candidates = ['json', 'html', 'txt'].map((ending) => `${name}.${ending}`);
  if (path.startsWith('/cgi-bin/')) {
    const bare = path.slice('/cgi-bin/'.length);
    candidates.push(`${bare}.json`, `${bare.replace(/\.cgi$/, '')}.json`);
  }
  return candidates.map((candidate) => join(folder, candidate)).find((file) => existsSync(file));
}

function contentType(file: string): string {
  if (file.endsWith('.json')) return 'application/json';
  return file.endsWith('.html') ? 'text/html' : 'text/plain';
}

/** A command has its own recording, or stands within one of several commands at once. */
function answerTo(folder: string, recordings: readonly string[], request: string): string {
  const command = commandIn(request);
  const commandOf = (file: string) => file.replace(RPC_FILE, '');
  const own = recordings.find((file) => commandOf(file) === command);
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
  return typeof asked === 'object' && asked !== null && 'command' in asked ? String(asked.command) : '';
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
