import type { DeviceSnapshot } from '../../src/devices/adapter.ts';

/**
 * A snapshot in the form of the fixtures' `expected.json`: their names, their units, null for what is absent.
 */
export function expectedForm({ identity, reading }: DeviceSnapshot): Record<string, unknown> {
  return {
    make: identity.make,
    model: identity.model,
    firmware: identity.firmware,
    hostname: identity.hostname,
    mac: identity.mac,
    algorithm: identity.algorithm,
    asic_model: identity.asicModel,
    board_version: identity.boardVersion,
    hashrate_hs: reading.hashrateHs,
    hashrate_avg_hs: reading.hashrateAvgHs,
    expected_hashrate_hs: reading.expectedHashrateHs,
    power_w: reading.powerW,
    power_limit_w: reading.powerLimitW,
    temp_chip_max_c: reading.tempChipMaxC,
    temp_chip_avg_c: reading.tempChipAvgC,
    temp_board_max_c: reading.tempBoardMaxC,
    temp_vr_c: reading.tempVrC,
    temp_inlet_c: reading.tempInletC,
    temp_outlet_c: reading.tempOutletC,
    fans: reading.fans.map(({ rpm, percent }) => ({ rpm, percent })),
    frequency_mhz: reading.frequencyMhz,
    voltage_core_v: reading.voltageCoreV,
    voltage_core_set_v: reading.voltageCoreSetV,
    voltage_in_v: reading.voltageInV,
    shares: sharesForm(reading.shares),
    best_share: reading.bestShare,
    hw_errors: reading.hwErrors,
    hw_error_pct: reading.hwErrorPct,
    uptime_s: reading.uptimeS,
    mining: reading.mining,
    overheat: reading.overheated ?? false,
    work_mode: reading.workMode,
    boards: reading.boards.map((board) => ({
      id: board.id,
      hashrate_hs: board.hashrateHs,
      chips: board.chips,
      temp_chip_c: board.tempChipC,
      temp_board_c: board.tempBoardC,
      frequency_mhz: board.frequencyMhz,
      voltage_v: board.voltageV,
    })),
    pools: reading.pools.map(({ url, user, active, alive, accepted, rejected }) => ({
      url,
      user,
      active,
      alive,
      accepted,
      rejected,
    })),
    faults: reading.faults,
  };
}

/** The fixtures say null for a device that tells no counts at all. */
function sharesForm({ accepted, rejected, stale }: DeviceSnapshot['reading']['shares']) {
  return accepted === undefined && rejected === undefined && stale === undefined
    ? undefined
    : { accepted, rejected, stale };
}
