import {
  MeterError,
  type MeterIdentity,
  type MeterPart,
  type MeterReading,
  type MeterSource,
} from '../../../src/domain/meter.ts';
import { SourceError } from '../../../src/domain/source-error.ts';
import { esphome } from '../../../src/sources/meters/esphome.ts';
import { homeAssistant } from '../../../src/sources/meters/home-assistant.ts';
import { kasa } from '../../../src/sources/meters/kasa.ts';
import { shellyGen1 } from '../../../src/sources/meters/shelly-gen1.ts';
import { shellyGen2 } from '../../../src/sources/meters/shelly-gen2.ts';
import { tasmota } from '../../../src/sources/meters/tasmota.ts';
import { type ExternalForm, type ExternalForms, RECEIVED_AT_MS } from './external-form.ts';

/** Who a Shelly is (`GET /shelly`), or what it measures. */
const shellyForm: ExternalForm = (_, text) => {
  const reply = { status: 200, text };
  const identity = shellyGen1.identityOf?.(reply) ?? shellyGen2.identityOf?.(reply);
  if (identity)
    return {
      generation: generationOf(identity),
      model: identity?.model,
      auth: identity.locked,
      firmware: identity?.firmware,
      name: identity?.name,
    };
  const isFirst = /"(relays|meters|emeters|wifi_sta)"/.test(text);
  return readingForm(read(isFirst ? shellyGen1 : shellyGen2, text));
};

/** Those after the second speak as it does, and tell themselves by their model: `S3SW-001X16EU`. */
function generationOf({ kind, model }: MeterIdentity): number {
  return Number(/^S([3-9])/.exec(model ?? '')?.[1] ?? kind.at(-1));
}

const tasmotaForm: ExternalForm = (_, text) => readingForm(read(tasmota, text));

/** Who it is and what it measures. Those of newer firmware speak other words, which nobody here carries. */
const kasaForm: ExternalForm = (_, text) => {
  if (!/"(get_sysinfo|get_realtime)"/.test(text)) return undefined;
  const identity = kasa.identityOf?.({ status: 200, text });
  return {
    ...readingForm(read(kasa, text)),
    model: identity?.model,
    name: identity?.name,
    mac: identity?.mac,
    firmware: identity?.firmware,
  };
};

/** One entity: its figure in our unit, and which that is. */
const esphomeForm: ExternalForm = (_, text) => {
  const [part] = read(esphome, text).parts;
  if (!part) return undefined;
  const figure = FIGURES.find(([name]) => part[name] !== undefined);
  return { ...partForm(part), value: figure && part[figure[0]], unit: figure?.[1] };
};

const FIGURES = [
  ['powerW', 'W'],
  ['energyWh', 'Wh'],
  ['voltageV', 'V'],
  ['currentA', 'A'],
  ['tempC', '°C'],
] as const satisfies readonly (readonly [keyof MeterPart, string])[];

/** Entities by their ids; one that tells nothing now is absent. */
const homeAssistantForm: ExternalForm = (_, text) =>
  Object.fromEntries(
    read(homeAssistant, text).parts.map((part) => {
      const told = Object.values(partForm(part)).some((figure) => figure !== undefined);
      return [part.id, told ? partForm(part) : undefined];
    }),
  );

/** @throws SourceError in place of the meter's own, which the suite does not know */
function read(source: MeterSource, text: string): MeterReading {
  try {
    return source.readingOf({ status: 200, text }, RECEIVED_AT_MS);
  } catch (cause) {
    if (cause instanceof MeterError) throw new SourceError('unreadable-reply', cause.detail, { cause });
    throw cause;
  }
}

/** A meter as a whole: power and energy of all its channels, the rest of the first. */
function readingForm(reading: MeterReading) {
  const channels = reading.parts.filter(
    ({ offers }) => offers.includes('power') || offers.includes('switch'),
  );
  const probe = reading.parts.find(({ tempC, humidityPct }) => (tempC ?? humidityPct) !== undefined);
  const first = channels[0] ?? reading.parts[0];
  return {
    ...(first && partForm(first)),
    power_w: sumOf(channels.map(({ powerW }) => powerW)),
    phases_w: first?.phasesW ?? phasesOf(channels),
    energy_wh: sumOf(channels.map(({ energyWh }) => energyWh)),
    energy_today_wh: sumOf(channels.map(({ energyTodayWh }) => energyTodayWh)),
    energy_returned_wh: sumOf(channels.map(({ energyReturnedWh }) => energyReturnedWh)),
    temp_c: probe?.tempC ?? reading.ownTempC,
    rh_pct: probe?.humidityPct,
    time_ms: reading.deviceAtMs,
    channels: channels.length,
  };
}

/** A meter of three phases that has a counter for each. */
function phasesOf(channels: readonly MeterPart[]): readonly number[] | undefined {
  const phases = channels.flatMap(({ id, powerW }) =>
    id.startsWith('emeter') && powerW !== undefined ? [powerW] : [],
  );
  return phases.length === 3 ? phases : undefined;
}

function partForm(part: MeterPart) {
  return {
    power_w: part.powerW,
    phases_w: part.phasesW,
    energy_wh: part.energyWh,
    energy_today_wh: part.energyTodayWh,
    voltage_v: part.voltageV,
    current_a: part.currentA,
    temp_c: part.tempC,
    rh_pct: part.humidityPct,
    on: part.on,
    percent: part.percent,
  };
}

function sumOf(figures: readonly (number | undefined)[]): number | undefined {
  const told = figures.filter((figure) => figure !== undefined);
  return told.length === 0 ? undefined : told.reduce((sum, figure) => sum + figure, 0);
}

/** Recorded replies of plugs, sensors and house centres. */
export const devicesForms: ExternalForms = {
  shelly: shellyForm,
  tasmota: tasmotaForm,
  'tplink-kasa': kasaForm,
  esphome: esphomeForm,
  'home-assistant': homeAssistantForm,
};
