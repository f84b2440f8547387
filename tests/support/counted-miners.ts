import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedMiner } from '../../src/domain/recorder-fleet.ts';

/** Bitaxes on loopback ports of their own, each of which numbers its answers (in its uptime) and remembers when. */
export interface CountedMiners {
  readonly miners: readonly RecordedMiner[];
  readonly ports: readonly number[];
  /** By miner id: when each answer had left, the first being answer 1. */
  readonly answeredAtMs: ReadonlyMap<string, readonly number[]>;
  close(): void;
}

export async function openCountedMiners(count: number): Promise<CountedMiners> {
  const answeredAtMs = new Map<string, number[]>();
  const miners: RecordedMiner[] = [];
  const servers: http.Server[] = [];
  for (let index = 0; index < count; index += 1) {
    const mac = macOf(index);
    const id = mac.toLowerCase().replaceAll(':', '');
    const answers: number[] = [];
    answeredAtMs.set(id, answers);
    const server = http.createServer((request, reply) => {
      if (request.url !== '/api/system/info') return void reply.writeHead(404).end();
      reply.setHeader('content-type', 'application/json');
      reply.end(stateOf(mac, answers.length + 1));
      answers.push(Date.now());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    const { port } = server.address() as AddressInfo;
    miners.push({ id, address: { host: '127.0.0.1', port }, identity: { family: 'axeos', mac } });
  }
  return {
    miners,
    ports: miners.map(({ address }) => address.port),
    answeredAtMs,
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** Locally administered, so it belongs to no maker. */
function macOf(index: number): string {
  return `02:00:00:00:${hex(index >> 8)}:${hex(index & 0xff)}`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0').toUpperCase();
}

/** As large as what a Bitaxe says (about 3 kB). */
function stateOf(mac: string, answer: number): string {
  return JSON.stringify({
    ASICModel: 'BM1370',
    boardVersion: '601',
    version: 'v2.12.2',
    macAddr: mac,
    hostname: 'bitaxe',
    hashRate: 1_203.7,
    hashRate_1h: 1_199.2,
    expectedHashrate: 1_224,
    power: 18.3,
    voltage: 5_080,
    current: 3_600,
    temp: 61.2,
    vrTemp: 66,
    frequency: 525,
    coreVoltage: 1_150,
    coreVoltageActual: 1_142,
    fanspeed: 55,
    fanrpm: 4_900,
    sharesAccepted: answer,
    sharesRejected: 1,
    poolDifficulty: 8_192,
    bestDiff: 4_290_000_000,
    wifiRSSI: -61,
    uptimeSeconds: answer,
    padding: 'x'.repeat(2_300),
  });
}
