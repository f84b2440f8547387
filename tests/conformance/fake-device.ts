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

/** Serves the recordings of one folder: see the fixtures' README for the meaning of file names. */
export async function serveRecording(folder: string): Promise<FakeDevice> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'expected.json');
  const commands = files
    .filter((name) => name.endsWith('.rpc.json'))
    .map((name) => name.replace(/\.rpc\.json$/, ''));
  const web = http.createServer((request, reply) => {
    const path = new URL(request.url ?? '/', 'http://device').pathname;
    const file = webFile(folder, path);
    if (file) reply.setHeader('content-type', 'application/json').end(readFileSync(file));
    else reply.writeHead(404, { 'content-type': 'text/html' }).end('<html><title>404</title></html>');
  });
  const api = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => socket.end(`${answerTo(folder, commands, data.toString())}\0`));
  });
  const hasWeb = files.length > commands.length;
  return {
    httpPort: hasWeb ? await listen(web) : await closedPort(),
    rpcPort: commands.length > 0 ? await listen(api) : await closedPort(),
    async close() {
      web.closeAllConnections();
      await Promise.all([web, api].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** `api_system_info.json` is /api/system/info; `stats.cgi.json` is /cgi-bin/stats.cgi, and so are bare names. */
function webFile(folder: string, path: string): string | undefined {
  const name = path.slice(1);
  const candidates = [`${name.replaceAll('/', '_')}.json`];
  if (name.startsWith('cgi-bin/')) {
    const bare = name.slice('cgi-bin/'.length);
    candidates.push(`${bare}.json`, `${bare.replace(/\.cgi$/, '')}.json`);
  }
  return candidates.map((candidate) => join(folder, candidate)).find((file) => existsSync(file));
}

/** A command has its own recording, or stands within one of several commands at once. */
function answerTo(folder: string, commands: readonly string[], request: string): string {
  const command = String((JSON.parse(request) as { command?: unknown }).command);
  if (commands.includes(command)) return readFileSync(join(folder, `${command}.rpc.json`), 'utf8');
  for (const joined of commands.filter((name) => name.split('+').includes(command))) {
    const whole = JSON.parse(readFileSync(join(folder, `${joined}.rpc.json`), 'utf8')) as Record<
      string,
      unknown[]
    >;
    return JSON.stringify(whole[command]?.[0]);
  }
  return JSON.stringify({
    STATUS: [{ STATUS: 'E', When: 0, Code: 14, Msg: 'Invalid command', Description: 'cgminer' }],
    id: 1,
  });
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
