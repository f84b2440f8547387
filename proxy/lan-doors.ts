import type { Server, ServerOptions } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { LanPresence, ProxyApp } from './app.ts';
import { openAuthority, type ServerCertificate } from './certificate-authority.ts';
import { certificateDoor } from './certificate-door.ts';
import { refuseStrangers } from './lan-callers.ts';
import { LanCertificate } from './lan-certificate.ts';
import { lanPlace } from './lan-place.ts';
import type { LanOptions, ProxyOptions } from './options.ts';

/** All IPv4 addresses of this computer. */
const EVERYWHERE = '0.0.0.0';

/** The two doors for the home network: the app by HTTPS, and by plain HTTP the page about its certificate. */
export interface LanDoors {
  /** As it stands just now: addresses change. */
  presence(): LanPresence;
  readonly servers: readonly (Server | HttpsServer)[];
  close(): void;
}

export interface LanDoorsOptions extends Omit<ProxyOptions, 'lan'> {
  readonly lan: LanOptions;
  /** Time limits for callers (see start.ts). */
  readonly serverOptions: ServerOptions & { readonly headersTimeout: number };
  readonly idleMs: number;
}

/**
 * Opens both doors. Who calls from outside of home networks is not even greeted.
 * @throws Error with one sentence: no folder, a damaged authority; the server's error when a port is taken
 */
export async function openLanDoors(proxy: ProxyApp, options: LanDoorsOptions): Promise<LanDoors> {
  const { folder, lan, allowHosts = [], allowCgnat = false, nowMs = Date.now } = options;
  if (folder === undefined) throw new Error('The certificate authority needs a folder (DAVYLAMP_FOLDER).');
  const place = lan.place ?? (() => lanPlace(allowCgnat));
  const authority = await openAuthority(folder, place().computer, nowMs());
  let https: HttpsServer | undefined;
  const { certificate, renewal } = await LanCertificate.open({
    authority,
    place,
    allowHosts,
    nowMs,
    onRenewed: (renewed) => https?.setSecureContext(renewed),
  });
  const originAt = (name: string) => `https://${name}:${https ? portOf(https) : lan.port}`;
  const computer = () => place().computer;
  const names = () => renewal.names;
  const plain = certificateDoor({ authority, computer, names, originAt }, options.serverOptions);
  try {
    https = await listenSecurely(proxy, options, certificate);
    await listenPlainly(plain, options);
  } catch (error) {
    renewal.close();
    https?.close();
    throw error;
  }
  const ports = { https: portOf(https), plain: portOf(plain) };
  return {
    presence: () => presenceOf(renewal.names, ports, authority.fingerprint),
    servers: [https, plain],
    close: () => renewal.close(),
  };
}

function listenSecurely(
  proxy: ProxyApp,
  { lan, allowCgnat, idleMs, serverOptions: limits }: LanDoorsOptions,
  { cert, key }: ServerCertificate,
): Promise<HttpsServer> {
  return new Promise((resolve, reject) => {
    // Node waits two minutes for a TLS handshake.
    const serverOptions = { ...limits, handshakeTimeout: limits.headersTimeout, cert, key };
    const { port, listenOn: hostname = EVERYWHERE } = lan;
    const at = { fetch: proxy.fetch, createServer: createHttpsServer, serverOptions, hostname, port };
    const server = serve(at, () => resolve(server)) as HttpsServer;
    server.prependListener('connection', refuseStrangers(allowCgnat));
    server.setTimeout(idleMs);
    server.on('error', reject);
    server.on('upgrade', (request, socket, head) => void proxy.upgrade(request, socket, head));
  });
}

function listenPlainly(server: Server, { lan, allowCgnat, idleMs }: LanDoorsOptions): Promise<void> {
  server.prependListener('connection', refuseStrangers(allowCgnat));
  server.setTimeout(idleMs);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: lan.listenOn ?? EVERYWHERE, port: lan.certificatePort }, resolve);
  });
}

/** How others find the doors. An address first: not every phone and not every computer has `.local` names. */
function presenceOf(
  known: readonly string[],
  ports: { readonly https: number; readonly plain: number },
  fingerprint: string,
): LanPresence {
  const names = [...known].sort((a, b) => Number(isName(a)) - Number(isName(b)));
  const reachable = names.filter((name) => name.includes('.'));
  return {
    port: ports.https,
    certificatePort: ports.plain,
    names,
    origins: reachable.map((name) => `https://${name}:${ports.https}`),
    certificate: { urls: reachable.map((name) => `http://${name}:${ports.plain}/`), fingerprint },
  };
}

function isName(text: string): boolean {
  return /[a-z]/.test(text);
}

function portOf(server: Server | HttpsServer): number {
  return (server.address() as AddressInfo).port;
}
