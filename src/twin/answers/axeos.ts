import type { MinerTwin } from '../miner-twin.ts';
import { axeosInfo } from './axeos-info.ts';
import { applyAxeosSettings } from './axeos-settings.ts';
import { axeosStatistics } from './axeos-statistics.ts';
import { isAtLeast } from './firmware-version.ts';
import {
  type HttpAnswer,
  type HttpExtras,
  jsonAnswer,
  pageAnswer,
  refusal,
  textAnswer,
  unknownRoute,
} from './http-answer.ts';

/** What an AxeOS miner replies to an HTTP request. */
export function answerAxeos(twin: MinerTwin, method: string, url: URL, extras: HttpExtras): HttpAnswer {
  if (!originAllowed(extras.origin)) return refusal();
  if (method === 'OPTIONS') return textAnswer('');
  const { firmware } = twin.options;
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return pageAnswer(
        '<!doctype html><html lang="en"><head><title>AxeOS</title></head><body></body></html>',
      );
    case 'GET /api/system/info':
      return jsonAnswer(axeosInfo(twin));
    case 'GET /api/system/asic':
      return jsonAnswer(axeosAsic(twin));
    case 'GET /api/system/statistics':
      return jsonAnswer(axeosStatistics(twin, url.searchParams));
    case 'PATCH /api/system':
      return applyAxeosSettings(twin, extras.body ?? '')
        ? textAnswer('')
        : textAnswer('Wrong API input', 400);
    case 'POST /api/system/restart':
      twin.restart();
      return textAnswer('System will restart shortly.');
    case 'POST /api/system/pause':
    case 'POST /api/system/resume':
      if (!isAtLeast(firmware, 2, 14)) return unknownRoute();
      twin.settings.paused = url.pathname.endsWith('pause');
      return textAnswer('');
    default:
      return unknownRoute();
  }
}

/** GET /api/system/asic: what the chip may be set to. */
function axeosAsic({ model }: MinerTwin): Record<string, unknown> {
  return {
    ASICModel: model.asicModel,
    deviceModel: model.deviceModel,
    swarmColor: 'green',
    asicCount: model.boards * model.chipsPerBoard,
    defaultFrequency: model.defaultFrequencyMhz,
    frequencyOptions: model.frequencyOptionsMhz,
    defaultVoltage: model.defaultVoltageMv,
    voltageOptions: model.voltageOptionsMv,
  };
}

/**
 * AxeOS 2.5–2.14 takes an `Origin` only if it is `http://` and a private IPv4 address without a port; a request without
 * one passes (ESP-Miner http_server.c, is_network_allowed).
 */
function originAllowed(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  return /^http:\/\/(10\.\d+|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+$/.test(origin);
}
