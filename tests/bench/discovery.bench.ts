import { KNOCK_MS, type Knock, knockByTcp } from '../../proxy/knock.ts';
import { startProxy } from '../../proxy/start.ts';
import { discover } from '../../src/collect/discovery.ts';
import { proxyScan } from '../../src/collect/proxy-scan.ts';
import { type ProxyConnection, proxyTransport } from '../../src/collect/proxy-transport.ts';
import type { DeviceTransport } from '../../src/devices/transport.ts';
import type { DeviceAddress } from '../../src/domain/miner.ts';
import { openStreet, type Street } from '../support/street.ts';
import type { SuiteReport } from '../support/suite-report.ts';

const TOKEN = 'bench-token-bench-token-bench-token-bench-t';
const MINERS = 30;
/** The limit, from the start to the last miner listed. */
const LIMIT_S = 5;
/** What an ESP32 takes to answer over Wi-Fi. */
const SLOW_ANSWER_MS = 100;

interface Look {
  readonly found: number;
  /** From the start to the first and the last miner listed, and to the end, s. */
  readonly firstS: number;
  readonly lastS: number;
  readonly endS: number;
}

/** A /24 with thirty miners in it: how long until all are listed. */
export async function discoverySuite(): Promise<SuiteReport> {
  const street = await openStreet(2, MINERS);
  try {
    const refusing = await look(street, knockByTcp, 0);
    const silent = await look(street, silentBut(street), 0);
    const slow = await look(street, silentBut(street), SLOW_ANSWER_MS);
    const figures = {
      miners: MINERS,
      web_port: street.webPort,
      refusing_s_to_last_miner: refusing.lastS,
      silent_s_to_first_miner: silent.firstS,
      silent_s_to_last_miner: silent.lastS,
      silent_s_to_end: silent.endS,
      silent_and_slow_s_to_last_miner: slow.lastS,
      silent_and_slow_s_to_end: slow.endS,
    };
    const failures = Object.entries({ refusing, silent, slow }).flatMap(([name, { found, lastS, endS }]) => [
      ...(found === MINERS ? [] : [`${name}: ${found} of ${MINERS} miners found`]),
      ...(lastS <= LIMIT_S ? [] : [`${name}: the last miner came after ${lastS} s`]),
      ...(endS <= LIMIT_S ? [] : [`${name}: it ended after ${endS} s`]),
    ]);
    return { suite: 'discovery', figures, failures };
  } finally {
    await street.close();
  }
}

/** The miners are asked over TCP; where none is, nobody refuses as this computer would: there is only silence. */
function silentBut({ hosts }: Street): Knock {
  return async (address, port, signal) => {
    if (hosts.has(address)) return knockByTcp(address, port, signal);
    await new Promise((resolve) => setTimeout(resolve, KNOCK_MS));
    return 'silent';
  };
}

async function look({ range }: Street, knock: Knock, answerMs: number): Promise<Look> {
  const proxy = await startProxy({ token: TOKEN, port: 0, knock });
  const connection: ProxyConnection = { baseUrl: proxy.url, token: TOKEN, fetch: asOwnPage };
  const startedMs = performance.now();
  const elapsedS = () => (performance.now() - startedMs) / 1_000;
  let firstS = Number.NaN;
  let lastS = Number.NaN;
  let found = 0;
  try {
    const ports = {
      nowMs: () => Date.now(),
      scan: (ranges: string, signal: AbortSignal) => proxyScan(connection, ranges, signal),
      transportTo: (address: DeviceAddress) => slowed(proxyTransport({ ...connection, address }), answerMs),
      miners: async () => [],
    };
    await discover(range, ports, new AbortController().signal, (discovery) => {
      if (discovery.found.length === found) return;
      if (found === 0) firstS = elapsedS();
      found = discovery.found.length;
      lastS = elapsedS();
    });
    return { found, firstS, lastS, endS: elapsedS() };
  } finally {
    await proxy.close();
  }
}

/** What a browser says of a page that the helper itself served. */
const asOwnPage: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.set('sec-fetch-site', 'same-origin');
  return fetch(url, { ...init, headers });
};

function slowed(transport: DeviceTransport, answerMs: number): DeviceTransport {
  const wait = () => new Promise((resolve) => setTimeout(resolve, answerMs));
  return {
    http: async (request) => wait().then(() => transport.http(request)),
    rpc: async (command, options) => wait().then(() => transport.rpc(command, options)),
    message: async (message) => wait().then(() => transport.message(message)),
  };
}
