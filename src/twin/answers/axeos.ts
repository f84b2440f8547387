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
    case 'POST /api/system/identify':
      return isAtLeast(firmware, 2, 12) ? jsonAnswer({ message: greet(twin) }) : unknownRoute();
    case 'POST /api/system/pause':
    case 'POST /api/system/resume':
      if (!isAtLeast(firmware, 2, 14)) return unknownRoute();
      twin.settings.paused = url.pathname.endsWith('pause');
      return textAnswer('');
    default:
      return unknownRoute();
  }
}

/** How long it shows its “Hi!”, unless it is asked once more (ESP-Miner http_server.c, POST_identify, since 2.12). */
const GREETING_MS = 30_000;

/** Shows itself on its display, or stops doing so. @returns what the firmware says of it */
function greet({ state }: MinerTwin): string {
  if ((state.showsItselfUntilMs ?? 0) > state.atMs) {
    state.showsItselfUntilMs = undefined;
    return 'The device no longer says "Hi!".';
  }
  state.showsItselfUntilMs = state.atMs + GREETING_MS;
  return 'The device says "Hi!" for 30 seconds.';
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
