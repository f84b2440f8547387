import { chipCount } from '../miner-model.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { cents } from './rpc-numbers.ts';
import { poolRows, shortRates } from './rpc-rows.ts';

const gigahash = (rateHs: number) => ({ gigahash_per_second: cents(rateHs / 1e9) });
const watt = (powerW: number) => ({ watt: Math.round(powerW) });
const degrees = (tempC: number) => ({ degree_c: Math.round(tempC * 2) / 2 });

/** `MinerStatus` of braiins/bos-plus-api, proto/bos/v1/miner.proto. */
const NORMAL = 2;
const PAUSED = 3;
/** A board is cooler than its hottest chip, K. */
const BOARD_BELOW_CHIP_K = 15;
/** So many chips are in series on a board of an S19j Pro. */
const CHIPS_IN_SERIES = 42;
/** The tuner goes no lower. */
const LEAST_TARGET_W = 900;

/** `GET /api/v1/miner/details`. */
export function braiinsDetails(twin: MinerTwin): Record<string, unknown> {
  const { options, model, uptimeS, settings } = twin;
  return {
    uid: 'uUTwin',
    serial_number: null,
    hostname: twin.hostname,
    mac_address: options.mac.toLowerCase(),
    miner_identity: { brand: 1, model: 0, name: model.deviceModel, miner_model: model.deviceModel },
    bos_version: { current: options.firmware, major: options.firmware, bos_plus: true },
    status: settings.paused ? PAUSED : NORMAL,
    system_uptime_s: Math.floor(uptimeS),
    system_uptime: Math.floor(uptimeS),
    bosminer_uptime_s: Math.floor(uptimeS),
    sticker_hashrate: gigahash(twin.expectedHashrateHs),
  };
}

/** `GET /api/v1/miner/stats`. */
export function braiinsStats(twin: MinerTwin): Record<string, unknown> {
  const { link, state, measured } = twin;
  return {
    miner_stats: {
      best_share: Math.floor(link.bestSession),
      found_blocks: 0,
      nominal_hashrate: gigahash(twin.expectedHashrateHs),
      error_hashrate: { megahash_per_second: 0 },
      real_hashrate: realHashrate(twin, 1),
    },
    pool_stats: {
      accepted_shares: link.accepted,
      rejected_shares: link.rejected,
      stale_shares: link.stale,
      best_share: Math.floor(link.bestSession),
      last_difficulty: link.active.setup.difficulty,
    },
    power_stats: {
      approximated_consumption: watt(state.inputW),
      efficiency: {
        joule_per_terahash: measured.hashrateHs > 0 ? state.inputW / (measured.hashrateHs / 1e12) : null,
      },
    },
  };
}

/** `GET /api/v1/miner/hw/hashboards`. */
export function braiinsHashboards(twin: MinerTwin): Record<string, unknown> {
  const { model, settings, measured, silicon } = twin;
  const hashboards = Array.from({ length: model.boards }, (_, index) => {
    const first = index * model.chipsPerBoard;
    const hottestC =
      measured.chipC + Math.max(...silicon.chipOffsetsK.slice(first, first + model.chipsPerBoard));
    return {
      id: String(index + 1),
      enabled: true,
      board_name: 'BHB42801',
      chip_type: model.asicModel,
      chips_count: model.chipsPerBoard,
      current_frequency: { hertz: settings.frequencyMhz * 1e6 },
      current_voltage: { volt: (settings.coreVoltageMv * CHIPS_IN_SERIES) / 1000 },
      board_temp: degrees(hottestC - BOARD_BELOW_CHIP_K),
      highest_chip_temp: { id: 1, location: 1, temperature: degrees(hottestC) },
      stats: {
        nominal_hashrate: gigahash(twin.expectedHashrateHs / model.boards),
        real_hashrate: realHashrate(twin, model.chipsPerBoard / chipCount(model)),
      },
    };
  });
  return { hashboards };
}

/** The windows that are read, for a part of the whole. */
function realHashrate(twin: MinerTwin, part: number): Record<string, unknown> {
  const { measured } = twin;
  const rate = shortRates(twin);
  const now = twin.settings.paused ? 0 : 1;
  return {
    last_5s: gigahash(measured.hashrateHs * part * now),
    last_15m: gigahash(rate(0.004) * part * now),
    last_1h: gigahash(measured.mean1hHs * part),
    last_24h: gigahash(measured.mean1dHs * part),
    since_restart: gigahash(measured.mean1dHs * part),
  };
}

/** `GET /api/v1/cooling/state`. */
export function braiinsCooling({ model, measured, state }: MinerTwin): Record<string, unknown> {
  const fans = Array.from({ length: model.fanCount }, (_, position) => ({
    position,
    rpm: Math.round(measured.fanRpm),
    target_speed_ratio: Math.round(state.fanPercent) / 100,
  }));
  return {
    fans,
    highest_temperature: { id: null, location: 1, temperature: degrees(measured.chipMaxC) },
  };
}

/** One group; passwords are never told. */
export function braiinsPools(twin: MinerTwin): Record<string, unknown>[] {
  const pools = poolRows(twin, ({ account, active, index, url }) => ({
    uid: `pool${index}`,
    url,
    user: account.setup.user,
    enabled: true,
    alive: true,
    active,
    stats: {
      accepted_shares: account.accepted,
      rejected_shares: account.rejected,
      stale_shares: account.stale,
      last_difficulty: account.setup.difficulty,
      best_share: Math.floor(account.best),
    },
  }));
  return [{ uid: 'group0', name: 'Home', pools, strategy: { quota: { value: 1 } } }];
}

/** `GET /api/v1/performance/tuner-state`: at which power target the tuner stands, W. */
export function braiinsTuner({ settings }: MinerTwin): Record<string, unknown> {
  const target = watt(settings.powerTargetW);
  return {
    overall_tuner_state: 2,
    mode_state: { powertargetmodestate: { current_target: target, profile: { target } } },
  };
}

/** Between which bounds the tuner can be set. */
export function braiinsConstraints({ model }: MinerTwin): {
  readonly tuner_constraints: {
    readonly power_target: { readonly min: { watt: number }; readonly max: { watt: number } };
  };
} {
  return {
    tuner_constraints: { power_target: { min: watt(LEAST_TARGET_W), max: watt(model.maxPowerW) } },
  };
}
