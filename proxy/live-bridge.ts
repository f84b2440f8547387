import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { LIVE_SUBPROTOCOL, PROXY_ROUTES } from '../src/domain/proxy-problem.ts';
import type { Guard } from './guard.ts';
import { ProxyError, problemBody } from './problem.ts';
import { admitTarget, parseTarget, type Target, type TargetPolicy } from './target.ts';

/** AxeOS sends its whole state on connect, some kilobytes. */
const LARGEST_FRAME_BYTES = 1024 * 1024;
const HANDSHAKE_MS = 5_000;
/** A dead peer is noticed after two of these, ms. */
const PING_EVERY_MS = 20_000;
/** WebSocket close codes of the application's own range: the device's side failed, or ended. */
const DEVICE_FAILED = 4502;
const DEVICE_CLOSED = 4500;

/** Bridges a page's WebSocket to a device's: `/api/device/live/{target}/{path}`. */
export function createLiveBridge(guard: Guard, policy: TargetPolicy) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 4096,
    handleProtocols: (offered) => (offered.has(LIVE_SUBPROTOCOL) ? LIVE_SUBPROTOCOL : false),
  });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://helper');
      const { headers } = request;
      const [protocol, token] = (headers['sec-websocket-protocol'] ?? '')
        .split(',')
        .map((part) => part.trim());
      const secFetchSite = headers['sec-fetch-site'];
      guard.admitCall(
        {
          host: headers.host,
          origin: headers.origin,
          secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined,
        },
        protocol === LIVE_SUBPROTOCOL ? token : undefined,
      );
      const { target, path } = await liveTarget(url, policy);
      server.handleUpgrade(request, socket, head, (page) => join(page, target, path));
    } catch (error) {
      refuse(
        socket,
        error instanceof ProxyError
          ? error
          : new ProxyError('bad-request', 'the upgrade failed', { cause: error }),
      );
    }
  }

  return {
    upgrade,
    close() {
      for (const page of server.clients) page.terminate();
      server.close();
    },
  };
}

async function liveTarget(url: URL, policy: TargetPolicy): Promise<{ target: Target; path: string }> {
  const prefix = `${PROXY_ROUTES.live}/`;
  if (!url.pathname.startsWith(prefix)) throw new ProxyError('unknown-route', 'there is nothing here');
  const rest = url.pathname.slice(prefix.length);
  const slash = rest.indexOf('/');
  const target = await admitTarget(
    parseTarget(decodeURIComponent(slash < 0 ? rest : rest.slice(0, slash))),
    policy,
  );
  return { target, path: (slash < 0 ? '/' : rest.slice(slash)) + url.search };
}

/** Frames pass from device to page; whichever side ends, the other does. */
function join(page: WebSocket, target: Target, path: string): void {
  const address = target.address.includes(':') ? `[${target.address}]` : target.address;
  const device = new WebSocket(`ws://${address}:${target.port}${path}`, {
    headers: { host: `${target.host}:${target.port}` },
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: LARGEST_FRAME_BYTES,
  });
  let heard = true;
  const ping = setInterval(() => {
    if (!heard) return page.terminate();
    heard = false;
    page.ping();
  }, PING_EVERY_MS);

  device.on('message', (frame, binary) => page.send(frame, { binary }));
  device.on('close', () => page.close(DEVICE_CLOSED, 'the device ended the feed'));
  device.on('error', () => page.close(DEVICE_FAILED, 'the device has no feed'));
  page.on('message', (frame, binary) => {
    if (device.readyState === WebSocket.OPEN) device.send(frame, { binary });
  });
  page.on('pong', () => {
    heard = true;
  });
  // A page that breaks the protocol is closed by ws itself; the close event does the rest.
  page.on('error', () => page.terminate());
  page.on('close', () => {
    clearInterval(ping);
    device.terminate();
  });
}

function refuse(socket: Duplex, error: ProxyError): void {
  const body = JSON.stringify(problemBody(error));
  socket.end(
    `HTTP/1.1 ${problemBody(error).status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
