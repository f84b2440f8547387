import {
  type MeterAsk,
  MeterError,
  type MeterPart,
  type MeterRequest,
  type MeterSource,
} from '../../domain/meter.ts';
import { normaliseMac } from '../../domain/miner.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../fields.ts';
import { measured } from './measured-unit.ts';
import { counterOf, fieldsIfJson, numberOf, objectOf, onOrOff, percentOf } from './reply-fields.ts';

/**
 * Everything in one answer (tasmota/docs Commands.md: `Status 0` shows 1 to 11; JSON-Status-Responses.md): sensors as
 * in `Status 8` and `Status 10`, and beside them which relays are on.
 */
const ALL = 'Status 0';

const CHIP = 'ESP32';

/** Most relays that a Tasmota has. */
const RELAYS = 32;

/** Tasmota on whatever plug: one command a request, user `admin` where a password is set. */
export const tasmota: MeterSource = {
  kind: 'tasmota',
  identify: () => ({ method: 'GET', path: commandPath(ALL) }),
  identityOf(reply) {
    const found = fieldsIfJson(reply);
    if (!found) return undefined;
    if (isLocked(found)) return { kind: 'tasmota', locked: true };
    if (!isFields(found.StatusSNS)) return undefined;
    const { DeviceName, FriendlyName } = fieldsOf(found.Status);
    return {
      kind: 'tasmota',
      name: textOf(DeviceName) ?? textOf(Array.isArray(FriendlyName) ? FriendlyName[0] : FriendlyName),
      mac: normaliseMac(textOf(fieldsOf(found.StatusNET).Mac) ?? ''),
      firmware: textOf(fieldsOf(found.StatusFWR).Version),
      locked: false,
    };
  },
  read: (ask) => command(ALL, ask),
  readingOf(reply, atMs) {
    const found = objectOf(reply);
    if (isLocked(found)) throw new MeterError('refused', 'the Tasmota wants a password');
    if (!isFields(found.StatusSNS) && !isFields(found.StatusSTS))
      throw new MeterError('unreadable-reply', 'the answer has neither StatusSNS nor StatusSTS');
    const sensors = fieldsOf(found.StatusSNS);
    const parts = [...plugs(sensors, fieldsOf(found.StatusSTS)), ...probes(sensors)];
    // The chip of an ESP32 tells its own heat among the sensors.
    const own = parts.find(({ id }) => id === CHIP);
    return { atMs, ownTempC: own?.tempC, parts: parts.filter((part) => part !== own) };
  },
  switchTo(ask) {
    const number = /^power:(\d{1,2})$/.exec(ask.partId)?.[1];
    if (number === undefined) throw new MeterError('no-such-part', `${ask.partId} is no relay`);
    return command(`Power${number} ${ask.on ? 'On' : 'Off'}`, ask);
  },
};

/**
 * `/cm` takes its arguments from the query or from a form (arendst/Tasmota xdrv_01_webserver.ino: registered for any
 * method, read by name). A password goes into the form, for whatever is in an address ends up in logs.
 */
function command(words: string, { access }: MeterAsk): MeterRequest {
  if (!access) return { method: 'GET', path: commandPath(words) };
  const form = new URLSearchParams({
    user: access.username ?? 'admin',
    password: access.password,
    cmnd: words,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path: '/cm', headers, body: form.toString() };
}

function commandPath(words: string): string {
  return `/cm?cmnd=${encodeURIComponent(words)}`;
}

function isLocked(found: Fields): boolean {
  return /user=/.test(textOf(found.WARNING) ?? '');
}

/** Relays and channels of the meter by their number, from 1; several channels come as lists. */
function plugs(sensors: Fields, state: Fields): readonly MeterPart[] {
  const energy = isFields(sensors.ENERGY) ? sensors.ENERGY : undefined;
  const channels = energy ? channelCount(energy) : 0;
  const parts: MeterPart[] = [];
  for (let at = 0; at < RELAYS; at += 1) {
    const word = state[`POWER${at + 1}`] ?? (at === 0 ? state.POWER : undefined);
    const metering = at < channels;
    if (word === undefined && !metering) continue;
    parts.push({
      id: `power:${at + 1}`,
      offers: [
        ...(metering ? (['power', 'energy', 'voltage', 'current'] as const) : []),
        ...(word === undefined ? [] : (['switch'] as const)),
      ],
      on: onOrOff(word),
      ...(energy && metering ? metered(energy, at) : {}),
    });
  }
  return parts;
}

/** Several where the power comes as a list; else one, whatever else is a list. */
function channelCount({ Power }: Fields): number {
  return Array.isArray(Power) ? Power.length : 1;
}

function metered(energy: Fields, at: number): Partial<MeterPart> {
  // Of several channels a figure that comes alone is of all of them together, except for the voltage they share.
  const several = channelCount(energy) > 1;
  const told = (name: string, shared = false) => {
    const found = energy[name];
    if (Array.isArray(found)) return found[at] as unknown;
    return several && !shared ? undefined : found;
  };
  return {
    powerW: numberOf(told('Power')),
    energyWh: counterOf(told('Total'), 1_000),
    energyTodayWh: counterOf(told('Today'), 1_000),
    voltageV: counterOf(told('Voltage', true)),
    currentA: counterOf(told('Current')),
  };
}

/** Whatever tells a temperature or humidity: AM2301, DHT22, SHT3X, DS18B20-1 … in the unit that the device is set to. */
function probes(sensors: Fields): readonly MeterPart[] {
  const unit = `°${textOf(sensors.TempUnit) ?? 'C'}`;
  // A Sonoff SC tells them without a sensor around them.
  const named = Object.entries({ ...sensors, Sensor: sensors });
  return named.flatMap(([id, sensor]) => {
    const { Temperature, Humidity } = fieldsOf(sensor);
    const offers = [
      ...(Temperature === undefined ? [] : (['temperature'] as const)),
      ...(Humidity === undefined ? [] : (['humidity'] as const)),
    ];
    if (offers.length === 0) return [];
    return [
      { id, offers, ...measured(numberOf(Temperature), unit), humidityPct: percentOf(Humidity) } as const,
    ];
  });
}
