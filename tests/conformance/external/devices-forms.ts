import {
  MeterError,
  type MeterIdentity,
  type MeterPart,
  type MeterReading,
  type MeterSource,
} from '../../../src/domain/meter.ts';
import { SourceError } from '../../../src/domain/source-error.ts';
import { fieldsOf } from '../../../src/sources/fields.ts';
import { esphome } from '../../../src/sources/meters/esphome.ts';
import { homeAssistant } from '../../../src/sources/meters/home-assistant.ts';
import { kasa } from '../../../src/sources/meters/kasa.ts';
import { kasaSmart } from '../../../src/sources/meters/kasa-smart.ts';
import { shellyGen1 } from '../../../src/sources/meters/shelly-gen1.ts';
import { shellyGen2 } from '../../../src/sources/meters/shelly-gen2.ts';
import { tasmota } from '../../../src/sources/meters/tasmota.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import { type ExternalForm, type ExternalForms, RECEIVED_AT_MS } from './external-form.ts';
import { replyOf } from './reply-of.ts';

/** Who a Shelly is (`GET /shelly`), or what it measures. */
const shellyForm: ExternalForm = (name, told) => {
  const text = wholeStatus(name, told);
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

/** One component or one meter alone, `gen2_rpc_Switch.GetStatus` or `gen1_meter_0`, in its place within the whole. */
function wholeStatus(name: string, text: string): string {
  const [, component = 'Shelly'] = /rpc_(\w+)\.GetStatus/i.exec(name) ?? [];
  if (component !== 'Shelly') return `{"${component.toLowerCase()}:0":${text}}`;
  const [, list] = /gen1_(relay|emeter|meter)s?_\d/.exec(name) ?? [];
  return list === undefined ? text : `{"${list}s":[${text}]}`;
}

/** Those after the second speak as it does, and tell themselves by their model: `S3SW-001X16EU`. */
function generationOf({ kind, model }: MeterIdentity): number {
  return Number(/^S([3-9])/.exec(model ?? '')?.[1] ?? kind.at(-1));
}

const tasmotaForm: ExternalForm = (_, text) => readingForm(read(tasmota, text));

/** Who it is and what it measures; of newer firmware (`smart_…`) what was said within the encryption. */
const kasaForm: ExternalForm = (_, text) => {
  if (!/"(get_sysinfo|get_realtime)"/.test(text)) {
    const reading = read(kasaSmart, text);
    return { ...readingForm(reading), name: reading.parts[0]?.name };
  }
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
  const isFigure = FIGURES.some((name) => part[name] !== undefined);
  const { value, state, uom } = fieldsOf(jsonOf(replyOf(text)));
  // Beside our own words and units, its value and unit as they are told, if they are of anything that we know.
  const unit = /^\S+\s+(\S+)$/.exec(String(state))?.[1] ?? uom;
  return { ...partForm(part), value: isFigure ? value : undefined, unit: isFigure ? unit : undefined };
};

const FIGURES = [
  'powerW',
  'energyWh',
  'voltageV',
  'currentA',
  'tempC',
  'humidityPct',
] as const satisfies readonly (keyof MeterPart)[];

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
    energy_month_wh: sumOf(channels.map(({ energyMonthWh }) => energyMonthWh)),
    energy_returned_wh: sumOf(channels.map(({ energyReturnedWh }) => energyReturnedWh)),
    temp_c: probe?.tempC ?? reading.ownTempC,
    rh_pct: probe?.humidityPct,
    time_ms: reading.deviceAtMs,
    channels: channels.length,
    switches: channels.map(partForm),
    children: channels.map((part) => ({ name: part.name, ...partForm(part) })),
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
