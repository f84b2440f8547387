import {
  MeterError,
  type MeterPart,
  type MeterQuantity,
  type MeterRequest,
  type MeterSource,
} from '../../domain/meter.ts';
import { normaliseMac } from '../../domain/miner.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../fields.ts';
import { counterOf, fieldsIfJson, numberOf, objectOf } from './reply-fields.ts';

const ONE_PLUG = 'plug';
const METERING: readonly MeterQuantity[] = ['power', 'energy', 'voltage', 'current'];

/**
 * TP-Link's plugs that answer without a login (HS110, KP115 and others; python-kasa/python-kasa kasa/iot/iotplug.py,
 * iotstrip.py, emeterstatus.py). Those of newer firmware want the owner's TP-Link account and answer nothing here:
 * `kasa-smart.ts`. A strip tells which of its plugs are on; what each draws it tells one at a time, and is not asked.
 */
export const kasa: MeterSource = {
  kind: 'kasa',
  ownDoor: true,
  identify: () => message({ system: { get_sysinfo: {} } }),
  identityOf(reply) {
    const found = fieldsIfJson(reply);
    const told = found && plugOf(found);
    return (
      told && {
        kind: 'kasa',
        model: textOf(told.model),
        name: textOf(told.alias),
        mac: normaliseMac(textOf(told.mac) ?? textOf(told.mic_mac) ?? ''),
        firmware: textOf(told.sw_ver),
        locked: false,
      }
    );
  },
  read: () => message({ system: { get_sysinfo: {} }, emeter: { get_realtime: {} } }),
  readingOf(reply, atMs) {
    const found = objectOf(reply);
    const told = plugOf(found);
    const meter = metered(found);
    if (!told && !meter) throw new MeterError('unreadable-reply', 'the answer is not that of a plug');
    if (told?.children !== undefined)
      return { atMs, parts: listOf(told.children).flatMap((child) => plugOfStrip(child) ?? []) };
    const offers: readonly MeterQuantity[] = [
      ...(meter ? METERING : []),
      ...(told ? (['switch'] as const) : []),
    ];
    return { atMs, parts: [{ id: ONE_PLUG, offers, ...meter, on: isOn(told?.relay_state) }] };
  },
  switchTo({ partId, on }) {
    const which = partId === ONE_PLUG ? {} : { context: { child_ids: [childId(partId)] } };
    return message({ ...which, system: { set_relay_state: { state: on ? 1 : 0 } } });
  },
};

function message(body: Readonly<Record<string, unknown>>): MeterRequest {
  return { method: 'POST', path: '/', body: JSON.stringify(body), framing: 'veiled' };
}

/** What it says of itself; undefined of a lamp or of whatever cannot be switched. */
function plugOf(found: Fields): Fields | undefined {
  const told = fieldsOf(found.system).get_sysinfo;
  return isFields(told) && ('relay_state' in told || 'children' in told) ? told : undefined;
}

/** Hardware 1 tells W, V, A and kWh, later ones mW, mV, mA and Wh under names that say so. */
function metered(found: Fields): Partial<MeterPart> | undefined {
  const { get_realtime: told } = fieldsOf(found.emeter);
  // A plug without a meter answers with an error code, and so does a meter that has nothing to tell.
  if (!isFields(told) || (numberOf(told.err_code) ?? 0) !== 0) return undefined;
  return {
    powerW: numberOf(told.power) ?? numberOf(told.power_mw, 1 / 1_000),
    energyWh: counterOf(told.total, 1_000) ?? counterOf(told.total_wh),
    voltageV: counterOf(told.voltage) ?? counterOf(told.voltage_mv, 1 / 1_000),
    currentA: counterOf(told.current) ?? counterOf(told.current_ma, 1 / 1_000),
  };
}

function plugOfStrip(child: Fields): MeterPart | undefined {
  const id = textOf(child.id);
  if (id === undefined || !CHILD_ID.test(id)) return undefined;
  return { id: `child:${id}`, name: textOf(child.alias), offers: ['switch'], on: isOn(child.state) };
}

const CHILD_ID = /^[0-9A-Za-z]{1,64}$/;

function childId(partId: string): string {
  const id = /^child:(.+)$/.exec(partId)?.[1] ?? '';
  if (!CHILD_ID.test(id)) throw new MeterError('no-such-part', `${partId} is no plug of it`);
  return id;
}

function isOn(state: unknown): boolean | undefined {
  const told = numberOf(state);
  return told === 1 ? true : told === 0 ? false : undefined;
}
