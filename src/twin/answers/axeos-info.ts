import type { MinerTwin } from '../miner-twin.ts';
import { axeosFloat } from './axeos-float.ts';
import { espPools } from './esp-pools.ts';
import { isAtLeast } from './firmware-version.ts';

/**
 * Difficulty and height of the network in the demo's world: with a bitcoin at 88,000 € and 0.03 of fees in a block a PH/s
 * earns 46 € a day, as the demo's settings say.
 */
export const NETWORK = { difficulty: 121_416_605_037_190, blockHeight: 958_210 } as const;
const GH = 1e9;

/** GET /api/system/info as AxeOS 2.12 to 2.14 sends it (ESP-Miner main/http_server/system_api_json.c). */
export function axeosInfo(twin: MinerTwin): Record<string, unknown> {
  return {
    ...telemetry(twin),
    ...identity(twin),
    ...pools(twin),
    ...preferences(twin),
    hashrateMonitor: hashrateMonitor(twin),
  };
}

function telemetry(twin: MinerTwin): Record<string, unknown> {
  const { measured, link, state, settings, options } = twin;
  const since214 = isAtLeast(options.firmware, 2, 14);
  const stopped = state.cooledS !== undefined;
  return {
    power: axeosFloat(measured.inputW),
    voltage: axeosFloat(measured.inputV * 1000),
    current: axeosFloat(measured.coreA * 1000),
    // The 600 boards read the chip's own diode, which is dead while the chip has no power.
    temp: stopped ? -1 : axeosFloat(measured.chipC),
    temp2: -1,
    vrTemp: axeosFloat(measured.regulatorC),
    hashRate: axeosFloat(measured.hashrateHs / GH),
    hashRate_1m: axeosFloat(measured.mean1mHs / GH),
    hashRate_10m: axeosFloat(measured.mean10mHs / GH),
    hashRate_1h: axeosFloat(measured.mean1hHs / GH),
    expectedHashrate: axeosFloat(twin.expectedHashrateHs / GH),
    errorPercentage: axeosFloat(measured.errorPercent),
    coreVoltageActual: Math.round(measured.coreV * 1000),
    ...(since214 ? { actualFrequency: stopped ? 0 : settings.frequencyMhz } : {}),
    fanspeed: axeosFloat(state.fanPercent),
    fanrpm: measured.fanRpm,
    fan2rpm: 0,
    sharesAccepted: link.accepted,
    sharesRejected: link.rejected,
    sharesRejectedReasons: link.rejected > 0 ? [{ message: 'Stale', count: link.rejected }] : [],
    bestDiff: Math.floor(link.bestEver),
    bestSessionDiff: Math.floor(link.bestSession),
    poolDifficulty: link.active.setup.difficulty,
    responseTime: axeosFloat(measured.responseTimeMs),
    blockFound: 0,
    blockHeight: NETWORK.blockHeight,
    networkDifficulty: NETWORK.difficulty,
    uptimeSeconds: Math.floor(twin.uptimeS),
    overheat_mode: settings.overheatMode ? 1 : 0,
    ...(since214 ? { miningPaused: settings.paused } : {}),
    wifiStatus: 'Connected!',
    wifiRSSI: measured.rssiDbm,
    freeHeap: 8_392_112,
  };
}

function identity({ model, options, hostname }: MinerTwin): Record<string, unknown> {
  return {
    version: options.firmware,
    axeOSVersion: options.firmware,
    idfVersion: 'v5.5.1',
    boardVersion: model.boardVersion,
    maxPower: model.maxPowerW,
    nominalVoltage: Math.round(model.supply.nominalV),
    smallCoreCount: model.smallCoresPerChip,
    ASICModel: model.asicModel,
    isPSRAMAvailable: 1,
    runningPartition: 'ota_0',
    macAddr: options.mac,
    hostname,
    ssid: 'Home',
    ipv4: options.ipv4,
    apEnabled: 0,
  };
}

function pools(twin: MinerTwin): Record<string, unknown> {
  const { link, options } = twin;
  const [primary, fallback] = espPools(twin);
  const since213 = isAtLeast(options.firmware, 2, 13);
  return {
    isUsingFallbackStratum: link.usingFallback ? 1 : 0,
    ...(since213
      ? { poolConnectionInfo: 'IPv4', stratumTLS: 0, fallbackStratumTLS: 0 }
      : { poolAddrFamily: 2 }),
    stratumURL: primary?.host ?? '',
    stratumPort: primary?.port ?? 0,
    stratumUser: primary?.user ?? '',
    fallbackStratumURL: fallback?.host ?? '',
    fallbackStratumPort: fallback?.port ?? 0,
    fallbackStratumUser: fallback?.user ?? '',
  };
}

function preferences({ settings }: MinerTwin): Record<string, unknown> {
  return {
    coreVoltage: settings.coreVoltageMv,
    frequency: settings.frequencyMhz,
    autofanspeed: settings.autoFan ? 1 : 0,
    manualFanSpeed: settings.manualFanPercent,
    minFanSpeed: settings.minFanPercent,
    temptarget: settings.targetC,
    overclockEnabled: 0,
    statsFrequency: settings.statsFrequencyS,
  };
}

function hashrateMonitor(twin: MinerTwin): Record<string, unknown> {
  const { chipsPerBoard, boards, domainsPerChip } = twin.model;
  const domains = twin.domainsHs;
  const asics = Array.from({ length: chipsPerBoard * boards }, (_, chip) => {
    const own = domains.slice(chip * domainsPerChip, (chip + 1) * domainsPerChip);
    return {
      total: axeosFloat(own.reduce((sum, each) => sum + each, 0) / GH),
      domains: own.map((each) => axeosFloat(each / GH)),
      errorCount: Math.round(twin.state.errors / (chipsPerBoard * boards)),
    };
  });
  return { asics };
}
