import type { Server } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { serve } from '@hono/node-server';
import type { LanPresence, ProxyApp } from './app.ts';
import { openAuthority } from './certificate-authority.ts';
import { certificateDoor } from './certificate-door.ts';
import { LanCertificate } from './lan-certificate.ts';
import { isHome, lanPlace } from './lan-place.ts';
import type { LanOptions, ProxyOptions } from './options.ts';

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
  readonly serverOptions: object;
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
  const admit = refuseStrangers(allowCgnat);
  const hostname = lan.listenOn ?? '0.0.0.0';
  const serverOptions = { ...options.serverOptions, cert: certificate.cert, key: certificate.key };
  let certificatePort = lan.certificatePort;
  let port = lan.port;
  const originAt = (name: string) => `https://${name}:${port}`;
  const certificates = certificateDoor({
    authority,
    computer: () => place().computer,
    names: () => renewal.names,
    originAt,
  });
  const close = () => renewal.close();
  try {
    https = await new Promise<HttpsServer>((resolve, reject) => {
      const at = { fetch: proxy.fetch, createServer: createHttpsServer, serverOptions, hostname, port };
      const server = serve(at, () => resolve(server)) as HttpsServer;
      server.prependListener('connection', admit);
      server.setTimeout(options.idleMs);
      server.on('error', reject);
      server.on('upgrade', (request, socket, head) => void proxy.upgrade(request, socket, head));
    });
    port = portOf(https);
    certificates.prependListener('connection', admit);
    certificates.setTimeout(options.idleMs);
    await new Promise<void>((resolve, reject) => {
      certificates.once('error', reject);
      certificates.listen({ host: hostname, port: certificatePort }, resolve);
    });
    certificatePort = portOf(certificates);
  } catch (error) {
    close();
    https?.close();
    throw error;
  }
  return {
    presence() {
      // An address first: not every phone and not every computer has `.local` names.
      const names = [...renewal.names].sort((a, b) => Number(isName(a)) - Number(isName(b)));
      const reachable = names.filter((name) => name.includes('.'));
      return {
        port,
        names,
        origins: reachable.map(originAt),
        certificate: {
          urls: reachable.map((name) => `http://${name}:${certificatePort}/`),
          fingerprint: authority.fingerprint,
        },
      };
    },
    servers: [https, certificates],
    close,
  };
}

function isName(text: string): boolean {
  return /[a-z]/.test(text);
}

/** A router that forwards the port, or a neighbour behind the same provider, is let go before a word is said. */
function refuseStrangers(allowCgnat: boolean): (socket: Socket) => void {
  return (socket) => {
    const from = socket.remoteAddress ?? '';
    if (!isHome(from, allowCgnat) && !/^(::ffff:)?127\./.test(from)) socket.destroy();
  };
}

function portOf(server: Server | HttpsServer): number {
  return (server.address() as AddressInfo).port;
}
