import {
  type MeterAsk,
  MeterError,
  type MeterPart,
  type MeterQuantity,
  type MeterSource,
} from '../../domain/meter.ts';
import { normaliseMac } from '../../domain/miner.ts';
import { type Fields, fieldsOf, listOf, textOf, yesOrNo } from '../fields.ts';
import { celsiusOf, counterOf, fieldsIfJson, numberOf, objectOf } from './reply-fields.ts';

/** `meters[].total` counts watt-minutes (home-assistant-libs/aioshelly; recorded Plug S). */
const WH_PER_WATT_MINUTE = 1 / 60;

/** Shelly's first generation (Plug S, 1PM, 2.5, EM, 3EM): plain HTTP, Basic login where one is set. */
export const shellyGen1: MeterSource = {
  kind: 'shelly-gen1',
  // Open even where a login is set, so that nobody sends a password to find out.
  identify: () => ({ method: 'GET', path: '/shelly' }),
  identityOf(reply) {
    const found = fieldsIfJson(reply);
    const model = textOf(found?.type);
    if (!found || found.gen !== undefined || model === undefined) return undefined;
    return {
      kind: 'shelly-gen1',
      model,
      name: textOf(found.name),
      mac: normaliseMac(textOf(found.mac) ?? ''),
      firmware: textOf(found.fw),
      locked: yesOrNo(found.auth),
    };
  },
  read: (ask) => ({ method: 'GET', path: '/status', ...login(ask) }),
  readingOf(reply, atMs) {
    const status = objectOf(reply);
    return {
      atMs,
      deviceAtMs: clockMs(status.unixtime),
      ownTempC: ownTempC(status),
      parts: [...relays(status), ...emeters(status), ...probes(status)],
    };
  },
  switchTo(ask) {
    const number = /^relay:(\d)$/.exec(ask.partId)?.[1];
    if (number === undefined) throw new MeterError('no-such-part', `${ask.partId} is no relay`);
    return { method: 'GET', path: `/relay/${number}?turn=${ask.on ? 'on' : 'off'}`, ...login(ask) };
  },
};

function login({ access }: MeterAsk): { readonly headers?: Readonly<Record<string, string>> } {
  if (!access) return {};
  const bytes = new TextEncoder().encode(`${access.username ?? 'admin'}:${access.password}`);
  return { headers: { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` } };
}

/** Each relay with the meter of the same number; a meter without a relay stands alone. */
function relays(status: Fields): readonly MeterPart[] {
  const switches = listOf(status.relays);
  const meters = listOf(status.meters);
  return Array.from({ length: Math.max(switches.length, meters.length) }, (_, at) => {
    const [relay, meter] = [switches[at], meters[at]];
    const offers: MeterQuantity[] = [];
    if (meter) offers.push('power', 'energy');
    if (relay) offers.push('switch');
    return { id: `${relay ? 'relay' : 'meter'}:${at}`, offers, on: yesOrNo(relay?.ison), ...metered(meter) };
  });
}

function metered(meter: Fields | undefined): Partial<MeterPart> {
  if (!meter || meter.is_valid === false) return {};
  return { powerW: numberOf(meter.power), energyWh: counterOf(meter.total, WH_PER_WATT_MINUTE) };
}

/** Clamps of EM and 3EM; unlike a plug's, their totals are watt-hours. */
function emeters(status: Fields): readonly MeterPart[] {
  return listOf(status.emeters).map((meter, at) => {
    const id = `emeter:${at}`;
    const offers = ['power', 'energy', 'voltage', 'current'] as const;
    if (meter.is_valid === false) return { id, offers };
    return {
      id,
      offers,
      powerW: numberOf(meter.power),
      energyWh: counterOf(meter.total),
      energyReturnedWh: counterOf(meter.total_returned),
      voltageV: counterOf(meter.voltage),
      currentA: counterOf(meter.current),
    };
  });
}

/** Probes at the sensor add-on of a Shelly 1 or 1PM, by their number. */
function probes(status: Fields): readonly MeterPart[] {
  return Object.entries(fieldsOf(status.ext_temperature)).map(([number, probe]) => ({
    id: `ext_temperature:${number}`,
    offers: ['temperature'],
    tempC: celsiusOf(fieldsOf(probe).tC),
  }));
}

function ownTempC(status: Fields): number | undefined {
  const { is_valid: valid, tC } = fieldsOf(status.tmp);
  return valid === false ? undefined : (celsiusOf(tC) ?? celsiusOf(status.temperature));
}

/** Seconds; 0 until the device has asked for the time. */
function clockMs(unixtime: unknown): number | undefined {
  const seconds = numberOf(unixtime);
  return seconds ? seconds * 1_000 : undefined;
}
