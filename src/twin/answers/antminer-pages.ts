import type { MinerTwin } from '../miner-twin.ts';
import { cents } from './rpc-numbers.ts';
import { poolRows, shortRates } from './rpc-rows.ts';

/** A board is cooler than its chips, K, and its two sensors at the inlet cooler than those at the outlet. */
const BOARD_BELOW_CHIP_K = 5;
const INLET_BELOW_OUTLET_K = 18;

/** `get_system_info.cgi` (recorded on an S21; the version is that of the file system). */
export function antminerSystem({ options, model }: MinerTwin): Record<string, unknown> {
  return {
    minertype: model.deviceModel,
    nettype: 'DHCP',
    netdevice: 'eth0',
    macaddr: options.mac,
    hostname: 'Antminer',
    ipaddress: options.ipv4,
    netmask: '255.255.255.0',
    gateway: '',
    dnsservers: '',
    system_mode: 'GNU/Linux',
    system_kernel_version: 'Linux 4.6.0-xilinx #1 SMP PREEMPT',
    system_filesystem_version: options.firmware,
    firmware_type: 'Release',
  };
}

/** `stats.cgi`: without `watt`, which came later, and with the mode. */
export function antminerStats(twin: MinerTwin): Record<string, unknown> {
  const { settings, uptimeS } = twin;
  return page(twin, 'stats', {
    STATS: [
      {
        elapsed: Math.floor(uptimeS),
        ...rates(twin),
        chain_num: twin.model.boards,
        fan_num: twin.model.fanCount,
        fan: fans(twin),
        hwp_total: 0,
        'miner-mode': settings.paused ? 1 : 0,
        'freq-level': 100,
        chain: chains(twin),
      },
    ],
  });
}

/** `summary.cgi`: the rates, and how each part is. */
export function antminerSummary(twin: MinerTwin): Record<string, unknown> {
  const { link, state, uptimeS } = twin;
  return page(twin, 'summary', {
    SUMMARY: [
      {
        elapsed: Math.floor(uptimeS),
        ...rates(twin),
        hw_all: state.errors,
        bestshare: Math.floor(link.bestSession),
        status: ['rate', 'network', 'fans', 'temp'].map((type) => ({ type, status: 's', code: 0, msg: '' })),
      },
    ],
  });
}

/** `pools.cgi`. */
export function antminerPools(twin: MinerTwin): Record<string, unknown> {
  const POOLS = poolRows(twin, ({ account, index, url }) => ({
    index,
    url,
    user: account.setup.user,
    status: 'Alive',
    priority: index,
    accepted: account.accepted,
    rejected: account.rejected,
    stale: account.stale,
    diff: `${Math.round(account.setup.difficulty / 1000)}K`,
  }));
  return page(twin, 'pools', { POOLS });
}

function page(
  { options, model }: MinerTwin,
  what: string,
  content: Record<string, unknown>,
): Record<string, unknown> {
  return {
    STATUS: { STATUS: 'S', when: 0, Msg: what, api_version: '1.0.0' },
    INFO: { miner_version: '49.0.1.3', CompileTime: options.firmware, type: model.deviceModel },
    ...content,
  };
}

function rates(twin: MinerTwin): Record<string, unknown> {
  const { measured } = twin;
  return {
    rate_5s: cents(measured.hashrateHs / 1e9),
    rate_30m: twin.settings.paused ? 0 : cents(shortRates(twin)(0.004) / 1e9),
    rate_avg: cents(measured.mean1dHs / 1e9),
    rate_ideal: cents(twin.expectedHashrateHs / 1e9),
    rate_unit: 'GH/s',
  };
}

function chains(twin: MinerTwin): Record<string, unknown>[] {
  const { model, settings, measured, effects, silicon } = twin;
  return Array.from({ length: model.boards }, (_, index) => {
    const first = index * model.chipsPerBoard;
    const chipsHs = twin.domainsHs.slice(first, first + model.chipsPerBoard);
    const warmest = Math.max(...silicon.chipOffsetsK.slice(first, first + model.chipsPerBoard));
    const outC = Math.round(measured.chipC + warmest);
    const inC = outC - INLET_BELOW_OUTLET_K;
    const chipsC = [inC, inC, outC, outC];
    const letters = Array.from({ length: model.chipsPerBoard }, (_each, chip) =>
      effects.stalledChips.includes(first + chip) ? 'x' : 'o',
    );
    return {
      index,
      freq_avg: settings.frequencyMhz,
      rate_ideal: cents(twin.expectedHashrateHs / model.boards / 1e9),
      rate_real: cents(chipsHs.reduce((sum, each) => sum + each, 0) / 1e9),
      asic_num: model.chipsPerBoard,
      asic: letters.join('').replaceAll(/.{1,9}/g, (nine) => ` ${nine}`),
      temp_pcb: chipsC.map((chipC) => chipC - BOARD_BELOW_CHIP_K),
      temp_chip: chipsC,
      hw: Math.round(twin.state.errors / model.boards),
    };
  });
}

/** In steps of 60 rpm, all four alike within one. */
function fans({ measured, model }: MinerTwin): number[] {
  return Array.from({ length: model.fanCount }, (_, place) =>
    Math.max(0, Math.round(measured.fanRpm / 60) * 60 - (place % 2) * (measured.fanRpm > 0 ? 60 : 0)),
  );
}
