import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Fault, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { auradineBoards } from './auradine-boards.ts';
import { auradineControl } from './auradine-control.ts';
import { AURADINE_LOGIN, isSleeping } from './auradine-web.ts';
import { largest } from './board-totals.ts';
import { RawRecord } from './raw-record.ts';
import { rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown } from './rpc-reply.ts';
import { TokenApi } from './token-api.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What FluxOS told, each as parsed JSON; what was not told is undefined. */
export interface AuradineReplies {
  readonly summary?: unknown;
  readonly devs?: unknown;
  readonly pools?: unknown;
  readonly asccount?: unknown;
  readonly ipreport?: unknown;
  readonly fan?: unknown;
  readonly psu?: unknown;
  readonly mode?: unknown;
  readonly led?: unknown;
  readonly temperature?: unknown;
  readonly voltage?: unknown;
  readonly frequency?: unknown;
}

/**
 * Auradine (Teraflux): what it mines over cgminer's commands, which need no login; what it is made of over the web on
 * port 8080. Fields and units: asic-rs, auradine `v1/mod.rs`.
 */
export const auradine: DeviceAdapter = {
  async read(transport, options) {
    const api = new TokenApi(transport, AURADINE_LOGIN, options);
    const command = async (name: string) =>
      (await rpcOrNothing(transport, name, options.signal)) ?? (await api.jsonIfKnown(`/${name}`));
    const replies: AuradineReplies = {
      summary: await command('summary'),
      devs: await command('devs'),
      pools: await command('pools'),
      asccount: await command('asccount'),
      ipreport: await api.jsonIfKnown('/ipreport'),
      fan: await api.jsonIfKnown('/fan'),
      psu: await api.jsonIfKnown('/psu'),
      mode: await api.jsonIfKnown('/mode'),
      led: await api.jsonIfKnown('/led'),
      temperature: await api.jsonIfKnown('/temperature'),
      voltage: await api.jsonIfKnown('/voltage'),
      frequency: await api.jsonIfKnown('/frequency'),
    };
    return api.told(parseAuradine(replies, options.nowMs()), 'summary');
  },
  control: auradineControl,
};

/** The web answers the same commands, so a closed API is no reason to give up. */
async function rpcOrNothing(
  transport: DeviceTransport,
  command: string,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  try {
    return (await askRpcIfKnown(transport, command, signal))?.body;
  } catch (error) {
    if (error instanceof DeviceError && error.kind === 'unreachable') return undefined;
    throw error;
  }
}

/** The replies → one moment. */
export function parseAuradine(replies: AuradineReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  return {
    identity: identityOf(first(replies.ipreport, 'IPReport', oddities)),
    reading: readingOf(replies, atMs, oddities),
  };
}

function identityOf(report: RawRecord): MinerIdentity {
  return {
    family: 'auradine',
    mac: normaliseMac(report.text('mac') ?? ''),
    make: 'Auradine',
    model: report.text('model'),
    firmware: report.text('version'),
    hostname: report.text('hostname'),
    algorithm: 'sha256',
  };
}

function readingOf(replies: AuradineReplies, atMs: number, oddities: Oddity[]): Reading {
  const summary = first(replies.summary, 'SUMMARY', oddities);
  const supply = first(replies.psu, 'PSU', oddities);
  const mode = first(replies.mode, 'Mode', oddities);
  const sleeping = isSleeping(mode);
  const boards = auradineBoards(replies, oddities);
  const hashrateHs = summary.number('MHS 5s', { min: 0, max: 1e18, scale: 1e6 });
  const workMode = mode.text('Mode');
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs: summary.number('MHS av', { min: 0, max: 1e18, scale: 1e6 }),
    powerW:
      summary.number('Wattage', { min: 0, max: 50_000 }) ?? supply.number('PowerIn', { min: 0, max: 50_000 }),
    // The other modes have a limit of their own, and `Power` is then what was typed in last.
    powerLimitW: workMode === 'custom' ? mode.number('Power', { min: 0, max: 50_000 }) : undefined,
    tempChipMaxC: largest(boards.map(({ tempChipC }) => tempChipC)),
    tempBoardMaxC: largest(boards.map(({ tempBoardC }) => tempBoardC)),
    fans: new RawRecord(replies.fan, oddities)
      .records('Fan')
      .map((fan) => ({ rpm: fan.number('Speed', { min: 0, max: 50_000 }) })),
    voltageInV: supply.number('Vin', { min: 0, max: 500 }) || undefined,
    shares: {
      accepted: summary.count('Accepted'),
      rejected: summary.count('Rejected'),
      stale: summary.count('Stale'),
    },
    bestShare: summary.difficulty('Best Share'),
    hwErrors: summary.count('Hardware Errors'),
    uptimeS: summary.count('Elapsed'),
    mining: sleeping === true ? false : hashrateHs === undefined ? undefined : hashrateHs > 0,
    paused: sleeping,
    workMode,
    boards,
    pools: rpcPools(new RawRecord(replies.pools, oddities).records('POOLS')),
    faults: lightFaults(first(replies.led, 'LED', oddities)),
    oddities,
  };
}

/** Its lights tell how it is: 2 is well, 3 is "here I am"; all else is trouble, in its own words. */
function lightFaults(light: RawRecord): readonly Fault[] {
  const code = light.number('Code');
  if (code === undefined || code === 2 || code === 3) return [];
  return [{ code: String(code), message: light.text('Msg') ?? `light code ${code}` }];
}

function first(reply: unknown, section: string, oddities: Oddity[]): RawRecord {
  return new RawRecord(reply, oddities).records(section)[0] ?? new RawRecord({}, oddities);
}
