import {
  type MeterAsk,
  MeterError,
  type MeterPart,
  type MeterQuantity,
  type MeterSource,
} from '../../domain/meter.ts';
import { type fieldsOf, textOf, yesOrNo } from '../fields.ts';
import { figureOf, measured } from './measured-unit.ts';
import { numberOf, objectOf, onOrOff, percentOf } from './reply-fields.ts';

const QUANTITY_OF = {
  powerW: 'power',
  energyWh: 'energy',
  voltageV: 'voltage',
  currentA: 'current',
  tempC: 'temperature',
} as const satisfies Record<string, MeterQuantity>;

/**
 * ESPHome's web_server (esphome/esphome-docs web-api): one entity a request, by its kind and id, `sensor/plug_power`,
 * `switch/plug` or `fan/exhaust`. It lists them nowhere but in its event stream, so the owner types them. Digest login.
 */
export const esphome: MeterSource = {
  kind: 'esphome',
  read: (ask) => ({
    method: 'GET',
    path: `/${entityPath(ask.partId, /^(sensor|switch|fan)$/)}`,
    ...login(ask),
  }),
  readingOf(reply, atMs) {
    const part = partOf(objectOf(reply));
    if (!part) throw new MeterError('unreadable-reply', 'the answer names no entity');
    return { atMs, parts: [part] };
  },
  switchTo: (ask) => ({
    method: 'POST',
    path: `/${entityPath(ask.partId, /^(switch|fan)$/)}/turn_${ask.on ? 'on' : 'off'}`,
    ...login(ask),
  }),
};

function login({ access }: MeterAsk) {
  return access ? { digest: { username: access.username ?? 'admin', password: access.password } } : {};
}

function entityPath(partId: string | undefined, kinds: RegExp): string {
  const [, kind = '', name] = /^([a-z_]+)\/([a-z0-9_-]+)$/i.exec(partId ?? '') ?? [];
  if (name === undefined || !kinds.test(kind))
    throw new MeterError('no-such-part', `${partId ?? 'nothing'} is no such entity`);
  return `${kind}/${name}`;
}

/**
 * `{"id":"sensor-room","value":19.76666,"state":"19.8 °C"}`: the figure from the value, its unit from the text or from
 * `uom`. A share of a hundred may be anything from a battery to a signal; only one that is called humidity is.
 */
function partOf(found: ReturnType<typeof fieldsOf>): MeterPart | undefined {
  const [, kind, name = ''] = /^(sensor|switch|fan)[-/](.+)$/.exec(textOf(found.id) ?? '') ?? [];
  if (kind === undefined) return undefined;
  const id = `${kind}/${name}`;
  if (kind !== 'sensor') return { id, offers: ['switch'], on: yesOrNo(found.value) ?? onOrOff(found.state) };
  const unit = /^\S+\s+(\S+)$/.exec(textOf(found.state) ?? '')?.[1] ?? textOf(found.uom);
  if (unit === '%' && /humid/i.test(name))
    return { id, offers: ['humidity'], humidityPct: percentOf(found.value) };
  const figure = figureOf(unit);
  return { id, offers: figure ? [QUANTITY_OF[figure]] : [], ...measured(numberOf(found.value), unit) };
}
