import type { Reading } from '../domain/reading.ts';
import type { MinerTwin } from './miner-twin.ts';

/** What is kept of a twin's past. */
export type TwinReading = Partial<Reading> & { readonly atMs: number };

/**
 * The twin as its adapter would read it now, without the way through JSON: for laying down weeks of history at once.
 * Undefined while it cannot be reached, as a poll would find nothing.
 */
export function twinReading(twin: MinerTwin): TwinReading | undefined {
  if (!twin.reachable) return undefined;
  switch (twin.model.family) {
    case 'axeos':
      return axeosReading(twin);
    case 'nerdos':
      return nerdosReading(twin);
    case 'avalon':
      return avalonReading(twin);
    default:
      return antminerReading(twin);
  }
}

function common({ state, measured, settings, link, uptimeS, expectedHashrateHs }: MinerTwin): TwinReading {
  return {
    atMs: state.atMs,
    hashrateHs: measured.hashrateHs,
    expectedHashrateHs,
    frequencyMhz: settings.frequencyMhz,
    fans: [{ rpm: measured.fanRpm, percent: state.fanPercent }],
    shares: { accepted: link.accepted, rejected: link.rejected },
    bestShare: Math.floor(link.bestEver),
    poolDifficulty: link.active.setup.difficulty,
    uptimeS: Math.floor(uptimeS),
    mining: measured.hashrateHs > 0,
  };
}

function axeosReading(twin: MinerTwin): TwinReading {
  const { measured, state, settings } = twin;
  const stopped = state.cooledS !== undefined;
  return {
    ...common(twin),
    hashrateAvgHs: measured.mean1hHs,
    powerW: measured.inputW,
    tempChipMaxC: stopped ? undefined : measured.chipC,
    tempVrC: measured.regulatorC,
    voltageCoreV: Math.round(measured.coreV * 1000) / 1000,
    voltageCoreSetV: settings.coreVoltageMv / 1000,
    voltageInV: measured.inputV,
    currentA: measured.coreA,
    hwErrorPct: measured.errorPercent,
    hwErrors: state.errors,
    poolLatencyMs: measured.responseTimeMs,
    wifiRssiDbm: measured.rssiDbm,
    overheated: settings.overheatMode,
  };
}

function nerdosReading(twin: MinerTwin): TwinReading {
  const { measured, settings } = twin;
  return {
    ...common(twin),
    hashrateAvgHs: measured.mean1hHs,
    powerW: measured.inputW,
    tempChipMaxC: measured.chipMaxC,
    tempVrC: measured.regulatorC,
    voltageCoreV: Math.round(measured.coreV * 1000) / 1000,
    voltageCoreSetV: settings.coreVoltageMv / 1000,
    voltageInV: measured.inputV,
    currentA: measured.inputW / measured.inputV,
    wifiRssiDbm: measured.rssiDbm,
  };
}

function avalonReading(twin: MinerTwin): TwinReading {
  const { measured, link } = twin;
  return {
    ...common(twin),
    hashrateAvgHs: measured.mean1dHs,
    powerW: Math.round(measured.inputW),
    powerAtWall: true,
    tempChipMaxC: Math.round(measured.chipMaxC),
    tempChipAvgC: Math.round(measured.chipC),
    tempOutletC: Math.round(measured.sinkC - 4),
    hwErrorPct: measured.errorPercent,
    hwErrors: 0,
    shares: { accepted: link.accepted, rejected: link.rejected, stale: link.stale },
    bestShare: Math.floor(link.bestSession),
  };
}

/** This firmware says neither power nor voltages. */
function antminerReading(twin: MinerTwin): TwinReading {
  const { measured, link, state } = twin;
  return {
    ...common(twin),
    hashrateAvgHs: measured.mean1dHs,
    tempChipMaxC: Math.round(measured.chipMaxC),
    tempBoardMaxC: Math.round(measured.chipMaxC) - 5,
    fans: [{ rpm: measured.fanRpm }],
    hwErrors: state.errors,
    shares: { accepted: link.accepted, rejected: link.rejected, stale: link.stale },
    bestShare: Math.floor(link.bestSession),
    poolDifficulty: undefined,
  };
}
