import type { Reading } from '../domain/reading.ts';
import { antminerFansRpm } from './answers/antminer.ts';
import { NETWORK } from './answers/axeos-info.ts';
import { NERDOS_PING_MS, secondFanRpm } from './answers/nerdos.ts';
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

/** Completed in place: a month of rows is made of these, and spreading each takes longer than the twins do. */
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
  return Object.assign(common(twin), {
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
    networkDifficulty: NETWORK.difficulty,
    wifiRssiDbm: measured.rssiDbm,
    overheated: settings.overheatMode,
    boards: [{ id: 0, hashrateHs: measured.hashrateHs }],
  });
}

function nerdosReading(twin: MinerTwin): TwinReading {
  const { measured, settings, state, effects } = twin;
  const rpm = [measured.fanRpm, effects.fanWear >= 1 ? 0 : secondFanRpm(measured.fanRpm)];
  return Object.assign(common(twin), {
    hashrateAvgHs: measured.mean1hHs,
    powerW: measured.inputW,
    tempChipMaxC: measured.chipMaxC,
    tempVrC: measured.regulatorC,
    voltageCoreV: Math.round(measured.coreV * 1000) / 1000,
    voltageCoreSetV: settings.coreVoltageMv / 1000,
    voltageInV: measured.inputV,
    currentA: measured.inputW / measured.inputV,
    fans: rpm.map((each) => ({ rpm: each, percent: state.fanPercent })),
    poolLatencyMs: NERDOS_PING_MS,
    wifiRssiDbm: measured.rssiDbm,
    boards: [{ id: 0, hashrateHs: measured.hashrateHs }],
  });
}

function avalonReading(twin: MinerTwin): TwinReading {
  const { measured, link, model, silicon } = twin;
  const chipTempsC = Array.from(silicon.chipOffsetsK, (offset) => Math.round(measured.chipC + offset));
  return Object.assign(common(twin), {
    hashrateAvgHs: measured.mean1dHs,
    powerW: Math.round(measured.inputW),
    powerAtWall: true,
    powerLimitW: model.maxPowerW,
    tempChipMaxC: Math.round(measured.chipMaxC),
    tempChipAvgC: Math.round(measured.chipC),
    tempOutletC: Math.round(measured.sinkC - 4),
    hwErrorPct: measured.errorPercent,
    hwErrors: 0,
    poolLatencyMs: Math.round(measured.responseTimeMs),
    shares: { accepted: link.accepted, rejected: link.rejected, stale: link.stale },
    bestShare: Math.floor(link.bestSession),
    boards: [{ id: 0, hashrateHs: measured.mean1dHs, perChip: chipTempsC.map((tempC) => ({ tempC })) }],
  });
}

/** This firmware says neither power nor voltages; rates and temperatures it says of each board. */
function antminerReading(twin: MinerTwin): TwinReading {
  const { measured, link, state, silicon, boardsHs } = twin;
  return Object.assign(common(twin), {
    hashrateAvgHs: measured.mean1dHs,
    tempChipMaxC: Math.round(measured.chipMaxC),
    tempBoardMaxC: Math.round(measured.chipMaxC) - 5,
    boards: boardsHs.map((hashrateHs, id) => ({
      id,
      hashrateHs,
      tempChipC: Math.round(measured.chipC + (silicon.hottestOfBoardsK[id] ?? 0)),
    })),
    fans: antminerFansRpm(measured.fanRpm).map((rpm) => ({ rpm })),
    hwErrors: state.errors,
    hwErrorPct: 0,
    shares: { accepted: link.accepted, rejected: link.rejected, stale: link.stale },
    bestShare: Math.floor(link.bestSession),
    poolDifficulty: Math.round(link.active.setup.difficulty / 1_000) * 1_000,
  });
}
