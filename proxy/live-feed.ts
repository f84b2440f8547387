import net from 'node:net';
import tls from 'node:tls';
import { WebSocket } from 'ws';
import { PROXY_PROBLEMS, type ProxyProblemType } from '../src/domain/proxy-problem.ts';
import { hostAndPort, type Target } from './target.ts';

/** AxeOS sends its whole state on connect, some kilobytes. */
const LARGEST_FRAME_BYTES = 1024 * 1024;
/** A side that does not keep up is let go rather than remembered for. */
const LARGEST_BACKLOG_BYTES = 4 * LARGEST_FRAME_BYTES;
const HANDSHAKE_MS = 5_000;
/** A peer that is silent for two of these is gone: a miner without power never says goodbye. */
const PING_EVERY_MS = 20_000;
/** The device ended its feed in good order. Other ends are 4000 + the problem's status, with its type as the reason. */
const DEVICE_CLOSED = 4000;

/** Opens the device's feed and passes it on to the page; whichever side ends, the other does. */
export function joinFeed(page: WebSocket, target: Target, path: string, pingEveryMs = PING_EVERY_MS): void {
  const device = connect(target, path);
  const fail = (type: ProxyProblemType) => page.close(4000 + PROXY_PROBLEMS[type], type);
  const stopPings = [
    keepAlive(page, pingEveryMs, () => page.terminate()),
    keepAlive(device, pingEveryMs, () => {
      fail('timeout');
      device.terminate();
    }),
  ];
  device.on('message', (frame, binary) => {
    if (page.bufferedAmount > LARGEST_BACKLOG_BYTES) page.terminate();
    else page.send(frame, { binary });
  });
  device.on('close', () => page.close(DEVICE_CLOSED, 'closed'));
  device.on('error', (error) => fail(problemOf(error)));
  page.on('message', (frame, binary) => {
    if (binary || device.readyState !== WebSocket.OPEN) return;
    if (device.bufferedAmount > LARGEST_BACKLOG_BYTES) page.terminate();
    else device.send(frame, { binary });
  });
  // A page that breaks the protocol is closed by ws itself; the close event does the rest.
  page.on('error', () => page.terminate());
  page.on('close', () => {
    for (const stop of stopPings) stop();
    device.terminate();
  });
}

/** Connects to the checked address; the URL only says what stands in the request. */
function connect(target: Target, path: string): WebSocket {
  const secure = target.port === 443;
  const { address: host, port } = target;
  return new WebSocket(`${secure ? 'wss' : 'ws'}://${hostAndPort(target)}${path}`, {
    createConnection: () =>
      secure ? tls.connect({ host, port, rejectUnauthorized: false }) : net.connect({ host, port }),
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: LARGEST_FRAME_BYTES,
    // An ESP32 has no memory to compress with.
    perMessageDeflate: false,
  });
}

/** Pings a peer and calls `gone` when it stays silent. @returns what ends the pings */
function keepAlive(peer: WebSocket, everyMs: number, gone: () => void): () => void {
  let heard = true;
  for (const sign of ['open', 'pong', 'message'] as const)
    peer.on(sign, () => {
      heard = true;
    });
  const timer = setInterval(() => {
    if (!heard) return gone();
    heard = false;
    if (peer.readyState === peer.OPEN) peer.ping();
  }, everyMs);
  return () => clearInterval(timer);
}

function problemOf(error: Error): ProxyProblemType {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return 'too-large';
  if (/timed out/.test(error.message)) return 'timeout';
  return /^E(CONNREFUSED|HOST|NET|ADDR)/.test(code) ? 'unreachable' : 'bad-reply';
}
