import type { MeterIdentity, MeterPart } from '../../domain/meter.ts';
import { normaliseMac } from '../../domain/miner.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf, yesOrNo } from '../fields.ts';
import { counterOf, numberOf } from './reply-fields.ts';

/*
 * What TP-Link's plugs of newer firmware say (KP125M, EP25, Tapo P110; python-kasa/python-kasa
 * kasa/smart/modules/energy.py, kasa/smart/smartdevice.py), once it is no longer encrypted. Nobody here takes that off:
 * the plug proves itself only to who knows the password of its owner's TP-Link account.
 */

/** The plug with what it draws; undefined where neither its state nor its meter is told. */
export function smartPlugOf(found: Fields): MeterPart | undefined {
  const told = answersIn(found);
  const device = fieldsOf(told.get_device_info);
  const usage = fieldsOf(told.get_energy_usage);
  const meter = fieldsOf(told.get_emeter_data);
  const inWatts = fieldsOf(told.get_current_power);
  const isMetered = [usage, meter, inWatts].some((answer) => Object.keys(answer).length > 0);
  const isSwitched = 'device_on' in device;
  if (!isMetered && !isSwitched) return undefined;
  return {
    id: 'plug',
    offers: [
      ...(isMetered ? (['power', 'energy', 'voltage', 'current'] as const) : []),
      ...(isSwitched ? (['switch'] as const) : []),
    ],
    // Thousandths first: the same power in whole watts stands beside them.
    powerW:
      numberOf(meter.power_mw, 1 / 1_000) ??
      numberOf(usage.current_power, 1 / 1_000) ??
      numberOf(inWatts.current_power),
    energyTodayWh: counterOf(usage.today_energy),
    energyMonthWh: counterOf(usage.month_energy),
    voltageV: counterOf(meter.voltage_mv, 1 / 1_000),
    currentA: counterOf(meter.current_ma, 1 / 1_000),
    on: yesOrNo(device.device_on),
  };
}

/** Who it says it is; undefined where it does not. */
export function smartIdentityOf(found: Fields): MeterIdentity | undefined {
  const device = fieldsOf(answersIn(found).get_device_info);
  if (!('device_on' in device)) return undefined;
  return {
    kind: 'kasa',
    model: textOf(device.model),
    name: nicknameOf(device.nickname),
    mac: normaliseMac(textOf(device.mac) ?? ''),
    firmware: textOf(device.fw_ver),
    locked: true,
  };
}

/** Answers by the method that was asked: as they are kept by name, or as a plug sends several at once. */
function answersIn(found: Fields): Fields {
  const { responses } = isFields(found.result) ? found.result : found;
  if (!Array.isArray(responses)) return found;
  return Object.fromEntries(
    listOf(responses).flatMap(({ method, result, error_code }) =>
      (numberOf(error_code) ?? 0) === 0 ? [[textOf(method) ?? '', result] as const] : [],
    ),
  );
}

/** Its owner's name for it, in Base64; one that is none is shown as it came. */
function nicknameOf(told: unknown): string | undefined {
  const text = textOf(told);
  if (text === undefined || text.length % 4 !== 0 || !/^[\w+/]+={0,2}$/.test(text)) return text;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return textOf(new TextDecoder().decode(bytes));
}
