import { chipCount } from '../miner-model.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { espPools } from './esp-pools.ts';
import {
  type HttpAnswer,
  type HttpExtras,
  jsonAnswer,
  pageAnswer,
  textAnswer,
  unknownRoute,
} from './http-answer.ts';
import { nerdosHistory } from './nerdos-history.ts';
import { applyNerdosSettings } from './nerdos-settings.ts';

const GH = 1e9;

/** What a NerdOS miner replies to an HTTP request. */
export function answerNerdos(
  twin: MinerTwin,
  method: string,
  url: URL,
  { body = '' }: HttpExtras = {},
): HttpAnswer {
  if (method === 'OPTIONS') return textAnswer('');
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return pageAnswer(
        '<!doctype html><html lang="en"><head><title>NerdQAxe++</title></head><body></body></html>',
      );
    case 'GET /api/system/info':
      return jsonAnswer({ ...nerdosInfo(twin), ...nerdosHistory(twin, url.searchParams) });
    case 'GET /api/system/asic':
      return jsonAnswer(nerdosAsic(twin));
    case 'PATCH /api/system':
      return applyNerdosSettings(twin, body) ? textAnswer('') : textAnswer('Invalid JSON', 400);
    case 'POST /api/system/shutdown':
      twin.settings.paused = true;
      return textAnswer('');
    case 'POST /api/system/restart':
      // What was shut down by command starts anew.
      twin.settings.paused = false;
      twin.restart();
      return textAnswer('System will restart shortly.');
    default:
      return unknownRoute();
  }
}

/** What it says of the way to its pool, ms. */
export const NERDOS_PING_MS = 21.4;

/** The second of its fans turns slower (recorded). */
export function secondFanRpm(firstRpm: number): number {
  return Math.round(firstRpm * 0.87);
}

/** GET /api/system/info as NerdOS v1.1 sends it (NerdQAxePlus main/http_server/handler_system.cpp). */
function nerdosInfo(twin: MinerTwin): Record<string, unknown> {
  return { ...hardware(twin), ...rates(twin), ...stratum(twin), ...preferences(twin) };
}

function hardware(twin: MinerTwin): Record<string, unknown> {
  const { model, options, measured, state, effects } = twin;
  return {
    asicCount: chipCount(model),
    smallCoreCount: model.smallCoresPerChip,
    deviceModel: model.deviceModel,
    hostip: options.ipv4,
    macAddr: options.mac,
    wifiRSSI: measured.rssiDbm,
    power: measured.inputW,
    maxPower: model.maxPowerW,
    minPower: 52,
    maxVoltage: 13,
    minVoltage: 11,
    current: (measured.inputW / measured.inputV) * 1000,
    currentA: measured.inputW / measured.inputV,
    temp: measured.chipMaxC,
    vrTemp: measured.regulatorC,
    vrTempInt: measured.regulatorC + 2.75,
    fanspeed: Math.round(state.fanPercent),
    fanrpm: measured.fanRpm,
    fanrpm2: effects.fanWear >= 1 ? 0 : secondFanRpm(measured.fanRpm),
    fanspeed2: Math.round(state.fanPercent * 0.74),
    fanCount: model.fanCount,
    // The chips' own sensors are not read on this board.
    asicTemps: Array.from({ length: chipCount(model) }, () => 0),
    ASICModel: model.asicModel,
    uptimeSeconds: Math.floor(twin.uptimeS),
    lastResetReason: 'SYSTEM.RESET_SOFTWARE',
    version: options.firmware,
  };
}

function rates({ measured, state, settings }: MinerTwin): Record<string, unknown> {
  return {
    hashRateTimestamp: Math.round(measured.hashrateAtMs - state.bootedAtMs),
    hashRate: measured.hashrateHs / GH,
    hashRate_1m: measured.mean1mHs / GH,
    hashRate_10m: measured.mean10mHs / GH,
    hashRate_1h: measured.mean1hHs / GH,
    hashRate_1d: measured.mean1dHs / GH,
    shutdown: settings.paused,
    duplicateHWNonces: 0,
  };
}

function stratum(twin: MinerTwin): Record<string, unknown> {
  const { link } = twin;
  const [primary, fallback] = espPools(twin);
  return {
    stratum: {
      poolMode: 0,
      activePoolMode: 0,
      poolBalance: 50,
      totalBestDiff: Math.floor(link.bestEver),
      usingFallback: link.usingFallback,
      pools: [
        {
          connected: true,
          poolDifficulty: link.active.setup.difficulty,
          accepted: link.accepted,
          rejected: link.rejected,
          pingRtt: NERDOS_PING_MS,
          bestDiff: Math.floor(link.bestSession),
        },
      ],
    },
    poolDifficulty: link.active.setup.difficulty,
    sharesAccepted: link.accepted,
    sharesRejected: link.rejected,
    bestDiff: Math.floor(link.bestEver),
    bestSessionDiff: Math.floor(link.bestSession),
    stratumURL: primary?.host ?? '',
    stratumPort: primary?.port ?? 0,
    stratumUser: primary?.user ?? '',
    fallbackStratumURL: fallback?.host ?? '',
    fallbackStratumPort: fallback?.port ?? 0,
    fallbackStratumUser: fallback?.user ?? '',
  };
}

function preferences({ model, settings, measured, hostname }: MinerTwin): Record<string, unknown> {
  return {
    coreVoltage: settings.coreVoltageMv,
    defaultCoreVoltage: model.defaultVoltageMv,
    coreVoltageActual: Math.round(measured.coreV * 1000),
    voltage: measured.inputV * 1000,
    frequency: settings.frequencyMhz,
    defaultFrequency: model.defaultFrequencyMhz,
    manualFanSpeed: settings.manualFanPercent,
    // A mode, not a switch: 0 is manual, 2 the PID.
    autofanspeed: settings.autoFan ? 2 : 0,
    pidTargetTemp: settings.targetC,
    overheat_temp: 70,
    jobInterval: 500,
    vrFrequency: 25_011,
    otp: false,
    hostname,
    ssid: 'Home',
  };
}

/** GET /api/system/asic. The absolute maxima stand beside the options (recorded). */
function nerdosAsic({ model }: MinerTwin): Record<string, unknown> {
  return {
    ASICModel: model.asicModel,
    deviceModel: model.deviceModel,
    asicCount: chipCount(model),
    defaultFrequency: model.defaultFrequencyMhz,
    defaultVoltage: model.defaultVoltageMv,
    absMaxFrequency: 800,
    absMaxVoltage: 1400,
    ecoFrequency: 0,
    ecoVoltage: 0,
    swarmColor: '#e700d8',
    frequencyOptions: model.frequencyOptionsMhz,
    voltageOptions: model.voltageOptionsMv,
  };
}
