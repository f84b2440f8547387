import { LiveFeeds } from '../collect/live-feed.ts';
import { proxyRecorder } from '../collect/proxy-recorder.ts';
import { proxyNetworks, proxyScan } from '../collect/proxy-scan.ts';
import { proxyHealth, proxyTransport } from '../collect/proxy-transport.ts';
import { formatAddress, type Miner } from '../domain/miner.ts';
import { LIVE_SUBPROTOCOL, PROXY_ROUTES } from '../domain/proxy-problem.ts';
import type { FleetStores } from '../store/storage-report.ts';
import { chosenToken, isToBeKept } from './chosen-token.ts';
import type { OpenFleet } from './running-fleet.ts';

export interface RealPorts extends FleetStores {
  readonly nowMs: () => number;
  /** From a pairing link, where the page was opened by one. */
  readonly token: string | undefined;
}

/** The owner's own miners, reached through the helper that served this page. */
export async function openRealFleet({
  telemetry,
  entities,
  withLearnt,
  nowMs,
  token: fresh,
}: RealPorts): Promise<OpenFleet> {
  const baseUrl = self.location.origin;
  const kept = await entities.pairingToken();
  const chosen = await chosenToken(fresh, kept, (asked) => proxyHealth({ baseUrl, token: asked }));
  if (chosen !== undefined && chosen !== kept) await entities.savePairingToken(chosen);
  let token = chosen ?? '';
  const connection = () => ({ baseUrl, token });
  const feeds = new LiveFeeds({ nowMs, open: (miner, path) => openFeed(miner, path, token) });
  return {
    telemetry,
    entities,
    withLearnt,
    // The token is taken at each call: pairing takes effect without a new start.
    transportTo: (address) => ({
      http: (request) => proxyTransport({ ...connection(), address }).http(request),
      rpc: (command, options) => proxyTransport({ ...connection(), address }).rpc(command, options),
      message: (message) => proxyTransport({ ...connection(), address }).message(message),
    }),
    checkProxy: () => proxyHealth(connection()),
    async pair(given) {
      const check = await proxyHealth({ ...connection(), token: given });
      if (!isToBeKept(check, token)) return check;
      token = given;
      await entities.savePairingToken(given);
      return check;
    },
    connection,
    recorder: proxyRecorder(connection),
    networks: () => proxyNetworks(connection()),
    scan: (ranges, signal) => proxyScan(connection(), ranges, signal),
    pushed: (miner) => feeds.snapshot(miner),
    followLive: (miners) => feeds.follow(miners),
    close() {
      feeds.follow([]);
      telemetry.close();
      entities.close();
    },
  };
}

/** The token goes as a subprotocol: a WebSocket of a browser has no headers of its own, and a URL is no place for it. */
function openFeed(miner: Miner, path: string, token: string): WebSocket {
  const target = encodeURIComponent(formatAddress(miner.address));
  const url = `${self.location.origin.replace(/^http/, 'ws')}${PROXY_ROUTES.live}/${target}${path}`;
  return new WebSocket(url, [LIVE_SUBPROTOCOL, token || 'none']);
}
