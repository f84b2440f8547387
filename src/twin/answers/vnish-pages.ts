import type { MinerTwin } from '../miner-twin.ts';
import { cents, percentOf } from './rpc-numbers.ts';
import { poolRows } from './rpc-rows.ts';

/** A board is cooler than its chips, K; chips of a board lie within this of each other, K. */
const BOARD_BELOW_CHIP_K = 14;
const CHIP_SPREAD_K = 12;
/** So many chips are in series on a board of an S19j Pro. */
const CHIPS_IN_SERIES = 42;

/** `/info`, open to all. */
export function vnishInfo(twin: MinerTwin): Record<string, unknown> {
  const { options, model } = twin;
  return {
    miner: model.deviceModel,
    model: model.id,
    fw_name: 'Vnish',
    fw_version: options.firmware,
    platform: 'xil',
    install_type: 'nand',
    algorithm: 'sha256d',
    hr_measure: 'GH/s',
    system: {
      os: 'GNU/Linux',
      miner_name: options.name,
      network_status: { mac: options.mac, dhcp: true, ip: options.ipv4, hostname: twin.hostname },
      uptime: uptimeText(twin.uptimeS),
    },
  };
}

/** `/status`, open to all. */
export function vnishStatus({ settings, uptimeS }: MinerTwin): Record<string, unknown> {
  return {
    miner_state: settings.paused ? 'paused' : 'mining',
    miner_state_time: Math.floor(uptimeS),
    find_miner: settings.blinking,
    restart_required: false,
    reboot_required: false,
    unlocked: false,
  };
}

/** `/summary`, behind the login. */
export function vnishSummary(twin: MinerTwin): Record<string, unknown> {
  const { measured, model, options, state, settings, link } = twin;
  const { chip, board } = temps(twin);
  const rateHs = settings.paused ? 0 : measured.hashrateHs;
  return {
    miner: {
      miner_type: `${model.deviceModel} (Vnish ${options.firmware})`,
      miner_status: { miner_state: settings.paused ? 'paused' : 'mining' },
      hr_realtime: cents(rateHs / 1e9),
      hr_nominal: cents(twin.expectedHashrateHs / 1e9),
      hr_average: cents(measured.mean1hHs / 1e9),
      instant_hashrate: cents(rateHs / 1e12),
      average_hashrate: cents(measured.mean1hHs / 1e12),
      power_consumption: Math.round(state.inputW),
      power_usage: Math.round(state.inputW),
      power_efficiency: rateHs > 0 ? cents(state.inputW / (rateHs / 1e12)) : 0,
      chip_temp: chip,
      pcb_temp: board,
      hw_errors: state.errors,
      hw_errors_percent: percentOf(state.errorRate, 1),
      best_share: Math.floor(link.bestSession),
      chains: vnishChains(twin).map(({ chips: _chips, ...chain }) => chain),
      cooling: {
        fan_num: model.fanCount,
        fan_duty: Math.round(state.fanPercent),
        fans: Array.from({ length: model.fanCount }, (_, id) => ({
          id,
          rpm: Math.round(measured.fanRpm),
          status: 'ok',
          max_rpm: model.fan.maxRpm,
        })),
      },
      pools: pools(twin),
    },
  };
}

/** `/chains`, open to all: the boards with their chips. */
export function vnishChains(twin: MinerTwin): (Record<string, unknown> & { readonly chips: unknown })[] {
  const { model, settings, effects } = twin;
  const { chip, board } = temps(twin);
  return Array.from({ length: model.boards }, (_, index) => {
    const first = index * model.chipsPerBoard;
    const chipsHs = twin.domainsHs.slice(first, first + model.chipsPerBoard);
    const red = effects.stalledChips.filter((each) => each >= first && each < first + chipsHs.length).length;
    return {
      id: index + 1,
      frequency: settings.frequencyMhz,
      voltage: settings.coreVoltageMv * CHIPS_IN_SERIES,
      hashrate_ideal: cents(twin.expectedHashrateHs / model.boards / 1e9),
      hashrate_rt: cents(chipsHs.reduce((sum, each) => sum + each, 0) / 1e9),
      chip_temp: chip,
      pcb_temp: board,
      chip_statuses: { red, orange: 0, grey: chipsHs.length - red },
      status: { state: settings.paused ? 'stopped' : 'mining' },
      chips: chipsHs.map((chipHs, id) => ({
        id: id + 1,
        hr: cents(chipHs / 1e9),
        freq: settings.frequencyMhz,
        volt: settings.coreVoltageMv,
        errs: 0,
        temp: chip.max,
      })),
    };
  });
}

/** What its owner set, and the developers' share of the work. */
function pools(twin: MinerTwin): Record<string, unknown>[] {
  const own = poolRows(twin, ({ account, index, active, url }) => ({
    id: index,
    url: url.replace('stratum+tcp://', ''),
    pool_type: 'UserPool',
    user: account.setup.user,
    status: active ? 'active' : 'working',
    asic_boost: true,
    diff: `${Math.round(account.setup.difficulty / 1000)}K`,
    accepted: account.accepted,
    rejected: account.rejected,
    stale: account.stale,
  }));
  const fee = {
    id: own.length,
    url: 'devfee',
    pool_type: 'DevFee',
    user: '',
    status: 'working',
    accepted: 12,
  };
  return [...own, fee];
}

function temps({ measured }: MinerTwin) {
  const max = Math.round(measured.chipMaxC);
  const min = max - CHIP_SPREAD_K;
  return { chip: { min, max }, board: { min: min - BOARD_BELOW_CHIP_K, max: max - BOARD_BELOW_CHIP_K } };
}

/** As `uptime` prints it: `3 days,  4:08`. */
function uptimeText(uptimeS: number): string {
  const minutes = Math.floor(uptimeS / 60);
  const days = Math.floor(minutes / 1440);
  const clock = `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, '0')}`;
  return days === 0 ? clock : `${days} day${days === 1 ? '' : 's'},  ${clock}`;
}
