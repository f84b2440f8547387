import {
  type MeterAsk,
  MeterError,
  type MeterPart,
  type MeterQuantity,
  type MeterRequest,
  type MeterSource,
} from '../../domain/meter.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../fields.ts';
import { figureOf, measured } from './measured-unit.ts';
import { fieldsIfJson, jsonOf, numberOf, onOrOff, percentOf } from './reply-fields.ts';

/** What a sensor measures, by the word that Home Assistant has for it, and the figure that its unit must belong to. */
const CLASSES: Readonly<Record<string, readonly [MeterQuantity, ReturnType<typeof figureOf>]>> = {
  power: ['power', 'powerW'],
  energy: ['energy', 'energyWh'],
  voltage: ['voltage', 'voltageV'],
  current: ['current', 'currentA'],
  temperature: ['temperature', 'tempC'],
};

/**
 * Home Assistant's REST API (home-assistant/developers.home-assistant docs/api/rest.md), usually on port 8123. Its
 * long-lived token is the password of {@link MeterAsk}, and travels in a header only. Without `partId` it tells all
 * entities, to choose from; with it that one, which is what to ask every minute.
 */
export const homeAssistant: MeterSource = {
  kind: 'home-assistant',
  identify: (ask) => get('/api/', ask),
  identityOf(reply) {
    return fieldsIfJson(reply)?.message === 'API running.' ? { kind: 'home-assistant' } : undefined;
  },
  read: (ask) => get(ask.partId === undefined ? '/api/states' : `/api/states/${entityId(ask.partId)}`, ask),
  readingOf(reply, atMs) {
    const found = jsonOf(reply);
    if (!isFields(found) && !Array.isArray(found))
      throw new MeterError('unreadable-reply', 'the answer holds no entities');
    const entities = isFields(found) ? [found] : listOf(found);
    return { atMs, parts: entities.flatMap((entity) => partOf(entity) ?? []) };
  },
  switchTo(ask) {
    const domain = switchable(ask.partId);
    return post(`/api/services/${domain}/turn_${ask.on ? 'on' : 'off'}`, { entity_id: ask.partId }, ask);
  },
};

function get(path: string, { access }: MeterAsk): MeterRequest {
  return { method: 'GET', path, ...(access ? { headers: bearer(access.password) } : {}) };
}

function post(path: string, body: Fields, { access }: MeterAsk): MeterRequest {
  const headers = { 'content-type': 'application/json', ...(access ? bearer(access.password) : {}) };
  return { method: 'POST', path, headers, body: JSON.stringify(body) };
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

/** Only what Home Assistant itself would accept goes into a path. */
function entityId(partId: string): string {
  if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(partId))
    throw new MeterError('no-such-part', `${partId} is no entity`);
  return partId;
}

function switchable(partId: string): 'switch' | 'fan' {
  const [domain] = entityId(partId).split('.');
  if (domain === 'switch' || domain === 'fan') return domain;
  throw new MeterError('no-such-part', `${partId} is neither a switch nor a fan`);
}

/** An entity that measures or switches something of ours; undefined for all others. */
function partOf(entity: Fields): MeterPart | undefined {
  const id = textOf(entity.entity_id);
  if (id === undefined) return undefined;
  const attributes = fieldsOf(entity.attributes);
  const name = textOf(attributes.friendly_name);
  switch (id.split('.')[0]) {
    case 'switch':
      return { id, name, offers: ['switch'], on: onOrOff(entity.state) };
    case 'fan':
      return {
        id,
        name,
        offers: ['switch', 'fan'],
        on: onOrOff(entity.state),
        percent: percentOf(attributes.percentage),
      };
    case 'sensor':
      return sensorPart(id, name, entity.state, attributes);
    default:
      return undefined;
  }
}

/** Its state is text: a number, or `unavailable`, `unknown`. A unit that does not fit what it measures tells nothing. */
function sensorPart(
  id: string,
  name: string | undefined,
  state: unknown,
  attributes: Fields,
): MeterPart | undefined {
  const kind = textOf(attributes.device_class) ?? '';
  const unit = textOf(attributes.unit_of_measurement);
  if (kind === 'humidity')
    return { id, name, offers: ['humidity'], humidityPct: unit === '%' ? percentOf(state) : undefined };
  const [quantity, figure] = CLASSES[kind] ?? [];
  if (!quantity) return undefined;
  return {
    id,
    name,
    offers: [quantity],
    ...(figureOf(unit) === figure ? measured(numberOf(state), unit) : {}),
  };
}
