import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { CertificateNotice } from '../src/domain/pairing.ts';
import { PAIRING_HEADER, PROXY_ROUTES, SPEAKER_HEADER } from '../src/domain/proxy-problem.ts';
import { upstreamOf } from '../src/domain/upstreams/upstreams.ts';
import { awayRoutes } from './away/away-routes.ts';
import { DeviceGate } from './device-gate.ts';
import { deviceRoutes } from './device-routes.ts';
import { type Caller, cameEncrypted, createGuard } from './guard.ts';
import { HttpExchange } from './http-exchange.ts';
import { createLiveBridge } from './live-bridge.ts';
import { alarmRoutes } from './notify/alarm-routes.ts';
import { OpenConnections } from './open-connections.ts';
import type { ProxyOptions, UpstreamOptions } from './options.ts';
import { servePages } from './pages.ts';
import { PairedDevices } from './paired-devices.ts';
import { PairingDesk } from './pairing-desk.ts';
import { type CallVariables, claimRoutes, ownerRoutes } from './pairing-routes.ts';
import { PlanLease, planLeaseRoutes } from './plan-lease.ts';
import { allowedPorts } from './port-list.ts';
import { ProxyError, problemResponse } from './problem.ts';
import { recorderRoutes } from './recorder/recorder-routes.ts';
import { type OpenRecording, RunningRecording } from './recorder/recording.ts';
import { turnToReply } from './reply-turn.ts';
import { scanRoutes } from './scan-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { systemResolve, type TargetPolicy } from './target.ts';
import { UpstreamGate } from './upstream/upstream-gate.ts';
import { upstreamRoutes } from './upstream/upstream-routes.ts';
import { createUpstreamFetch } from './upstream-fetch.ts';

/** The helper without a port to listen on. */
export interface ProxyApp {
  readonly fetch: Hono<Env>['fetch'];
  /** For the `upgrade` event of the server that calls {@link fetch}. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Ends all feeds and connections to devices, and whatever is recorded is kept. */
  close(): Promise<void>;
}

const LARGEST_REPLY_BYTES = 8 * 1024 * 1024;
/** In {@link ProxyOptions.folder}. */
const DEVICES_FILE = 'paired-devices.json';
const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Where the helper is served; known only when calls come. */
export interface ServedAt {
  /** On this computer, by plain HTTP. */
  readonly port: number;
  /** In the home network, by HTTPS. */
  readonly lan?: LanPresence | undefined;
}

/** The door for the home network, open. */
export interface LanPresence {
  readonly port: number;
  /** Of the page about the certificate, by plain HTTP. */
  readonly certificatePort: number;
  /** Under which names and addresses it is known. */
  readonly names: readonly string[];
  /** Where other devices open it, the best first. */
  readonly origins: readonly string[];
  readonly certificate: CertificateNotice;
}

/** Node's server is HTTP/1.1 here, by TLS or without. */
type Env = { Bindings: HttpBindings | Http2Bindings; Variables: CallVariables };

/**
 * Puts the helper together: headers and guard before everything, then pairing, health, devices, and the built app.
 * @param opened where it records, if it does; closed with the helper
 * @throws Error with one sentence when the list of paired devices is damaged
 */
export function createProxy(
  options: ProxyOptions,
  servedAt: () => ServedAt,
  opened?: OpenRecording,
): ProxyApp {
  const { token, host = '127.0.0.1', allowHosts = [], maxReplyBytes = LARGEST_REPLY_BYTES } = options;
  const { folder, nowMs = Date.now } = options;
  const ownPort = () => servedAt().port;
  const policy: TargetPolicy = {
    portAllowed: allowedPorts(options.devicePorts),
    allowCgnat: options.allowCgnat ?? false,
    resolve: options.resolve ?? systemResolve,
    ownPorts: () => {
      const { port, lan } = servedAt();
      return lan ? [port, lan.port, lan.certificatePort] : [port];
    },
  };
  const connections = new OpenConnections();
  const devices = new PairedDevices(folder === undefined ? undefined : join(folder, DEVICES_FILE), nowMs);
  devices.onRevoked((id) => connections.end(id));
  const desk = new PairingDesk(devices, nowMs);
  const guard = createGuard(() => ({
    token,
    listensOn: host,
    ownPort,
    allowHosts,
    deviceOf: (given) => devices.idOf(given),
    lan: servedAt().lan,
  }));
  const exchange = new HttpExchange(maxReplyBytes);
  const gate = new DeviceGate(policy, exchange);
  const recording = opened && new RunningRecording(opened, gate, nowMs, policy);
  const keepDevices = () => recording?.keepDevices(new Set(devices.list().map(({ id }) => id)));
  keepDevices();
  devices.onRevoked(keepDevices);
  const live = createLiveBridge(guard, policy, connections);

  const app = new Hono<Env>();
  app.onError(spokenError);
  app.use(securityHeaders);
  app.use(async (c, next) => {
    guard.admitHost(callerOf(c));
    await next();
  });
  app.use(PROXY_ROUTES.claim, async (c, next) => {
    guard.admitPage(callerOf(c));
    await next();
  });
  app.route('/', claimRoutes({ desk }));
  app.use('/api/*', async (c, next) => {
    const admit = () => guard.admitCall(callerOf(c), c.req.header(PAIRING_HEADER));
    let identity = admit();
    refuseHead(c);
    if (c.env.outgoing.socket === null) {
      await turnToReply(c.env.outgoing);
      // It may have been turned away while it waited.
      identity = admit();
    }
    if (identity.role === 'device') connections.hold(identity.deviceId, c.env.outgoing);
    c.set('identity', identity);
    // Whoever only asks whether the helper is there is no page.
    if (c.req.path !== PROXY_ROUTES.health) recording?.away.pageCame();
    await next();
  });
  app.get(PROXY_ROUTES.health, (c) => {
    const { role } = c.get('identity');
    const own = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'proxy' };
    return c.json({ name: 'davylamp', version, role }, 200, own);
  });
  app.route('/', ownerRoutes({ desk, devices, door: () => servedAt().lan ?? behindOthers(allowHosts) }));
  app.route('/', deviceRoutes(gate));
  app.route('/', routesToProviders(options.upstream ?? {}, policy, nowMs));
  app.route('/', scanRoutes({ policy, knock: options.knock, listen: options.hearNames }));
  app.route('/', recorderRoutes(recording, nowMs));
  app.route('/', alarmRoutes(recording?.alarms));
  app.route('/', awayRoutes(recording?.away));
  app.route('/', planLeaseRoutes(new PlanLease(nowMs)));
  app.all('/api/*', () => {
    throw new ProxyError('unknown-route', 'there is nothing here');
  });
  const pages = new Hono();
  servePages(pages, options.dist ?? DIST);
  app.route('/', pages);

  return {
    fetch: app.fetch,
    upgrade: live.upgrade,
    async close() {
      live.close();
      await recording?.close();
      exchange.close();
    },
  };
}

function routesToProviders(options: UpstreamOptions, { resolve }: TargetPolicy, nowMs: () => number): Hono {
  const gate = new UpstreamGate(
    {
      fetch: options.fetch ?? createUpstreamFetch({ resolve }),
      nowMs,
      pause: setTimeout,
      random: Math.random,
    },
    options.limits,
  );
  return upstreamRoutes(gate, { keyOf: () => undefined, upstreamOf, ...options });
}

/** What the guard wants to know of a request, by its headers and by the door it came through. */
function callerOf(c: Context<Env>): Caller {
  return {
    host: c.req.header('host'),
    origin: c.req.header('origin'),
    secFetchSite: c.req.header('sec-fetch-site'),
    encrypted: cameEncrypted(c.env.incoming),
  };
}

/**
 * Hono runs a GET for a HEAD and drops the body, which would be kept in memory, its reader counted, for ever. No browser
 * sends one.
 * @throws ProxyError `bad-request`
 */
function refuseHead({ req }: Context<Env>): void {
  if (req.method === 'HEAD') throw new ProxyError('bad-request', 'there is no HEAD here');
}

/** Without a door of our own, another program may do HTTPS in front of us (Tailscale, Caddy), under a name that was allowed. */
function behindOthers(allowHosts: readonly string[]): { readonly origins: readonly string[] } {
  const isThisComputer = (host: string) => /^(localhost|127\.|\[::1\])/.test(host);
  return { origins: allowHosts.filter((host) => !isThisComputer(host)).map((host) => `https://${host}`) };
}

function spokenError(error: Error): Response {
  if (error instanceof ProxyError) return problemResponse(error);
  // Where it failed, without the message: that may hold a part of what was being read.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  console.error([`Davylamp helper: ${error.name}`, ...frames].join('\n'));
  return problemResponse(
    new ProxyError('bad-reply', 'the helper failed; its window says why', { cause: error }),
  );
}
