import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { LIVE_SUBPROTOCOL, PROXY_ROUTES } from '../src/domain/proxy-problem.ts';
import { splitDevicePath } from './device-path.ts';
import { cameEncrypted, type Guard, type Identity } from './guard.ts';
import { joinFeed } from './live-feed.ts';
import type { OpenConnections } from './open-connections.ts';
import { ProxyError, problemBody } from './problem.ts';
import { admitTarget, parseTarget, type Target, type TargetPolicy } from './target.ts';
import { within } from './time-limit.ts';

/** What a page may say to a device in one frame. */
const LARGEST_PAGE_FRAME_BYTES = 4096;

const serverOptions: ServerOptions = {
  noServer: true,
  maxPayload: LARGEST_PAGE_FRAME_BYTES,
  handleProtocols: (offered) => (offered.has(LIVE_SUBPROTOCOL) ? LIVE_SUBPROTOCOL : false),
};

/** More feeds than a large fleet has in a few browsers. */
const MOST_FEEDS = 256;
/** A name that is not resolved by then is not known. */
const ADMISSION_MS = 5_000;

/** Takes pages' WebSocket upgrades and bridges each to a device. */
export interface LiveBridge {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  close(): void;
}

/** The bridge `/api/device/live/{target}/{path}`, with the same guard and the same policy as every other call. */
export function createLiveBridge(
  guard: Guard,
  policy: TargetPolicy,
  connections: OpenConnections,
): LiveBridge {
  const server = new WebSocketServer(serverOptions);
  /** Once they ask for an upgrade, the web server lets go of them. */
  const sockets = new Set<Duplex>();
  return {
    async upgrade(request, socket, head) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      // A tab that is closed meanwhile resets the connection; without a listener that would end the helper.
      socket.on('error', () => socket.destroy());
      try {
        const caller = admitUpgrade(request, guard);
        if (caller.role === 'device') connections.hold(caller.deviceId, socket);
        if (server.clients.size >= MOST_FEEDS) throw new ProxyError('busy', 'too many feeds are open');
        const { target, path } = await liveTarget(request.url ?? '/', policy);
        if (socket.destroyed) return;
        server.handleUpgrade(request, socket, head, (page: WebSocket) => joinFeed(page, target, path));
      } catch (error) {
        const problem = new ProxyError('bad-request', 'the upgrade failed', { cause: error });
        refuse(socket, error instanceof ProxyError ? error : problem);
      }
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function admitUpgrade(request: IncomingMessage, guard: Guard): Identity {
  const { headers } = request;
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  const [protocol, token] = offered;
  const secFetchSite = headers['sec-fetch-site'];
  return guard.admitCall(
    {
      host: headers.host,
      // No browser leaves it out (WebSocket standard, section 4.1).
      origin: headers.origin ?? 'null',
      secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined,
      encrypted: cameEncrypted(request),
    },
    protocol === LIVE_SUBPROTOCOL ? token : undefined,
  );
}

async function liveTarget(
  url: string,
  policy: TargetPolicy,
): Promise<{ readonly target: Target; readonly path: string }> {
  const { place, path } = splitDevicePath(url, PROXY_ROUTES.live);
  const admitted = admitTarget(parseTarget(place), policy);
  return { target: await within(AbortSignal.timeout(ADMISSION_MS), admitted), path };
}

function refuse(socket: Duplex, error: ProxyError): void {
  const problem = problemBody(error);
  const body = JSON.stringify(problem);
  // A caller that does not close its side would keep the connection for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${problem.status} Refused`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      'x-davylamp-speaker: proxy',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
