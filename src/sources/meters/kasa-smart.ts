import {
  type MeterAsk,
  MeterError,
  type MeterPart,
  type MeterRequest,
  type MeterSource,
} from '../../domain/meter.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf, yesOrNo } from '../fields.ts';
import { counterOf, numberOf, objectOf } from './reply-fields.ts';

const ONE_PLUG = 'plug';
const METHODS = ['get_device_info', 'get_energy_usage', 'get_current_power', 'get_emeter_data'];

/**
 * TP-Link's plugs of newer firmware (KP125M, EP25, Tapo P110; python-kasa/python-kasa kasa/protocols/smartprotocol.py,
 * kasa/smart/modules/energy.py). They speak with the owner's TP-Link account alone, or with an empty one if they were
 * never tied to any; all they measure since they were set up they do not tell, only today and this month.
 */
export const kasaSmart: MeterSource = {
  kind: 'kasa-smart',
  read: (ask) => message('multipleRequest', { requests: METHODS.map((method) => ({ method })) }, ask),
  readingOf(reply, atMs) {
    const part = plugOf(answersIn(objectOf(reply)));
    if (!part) throw new MeterError('unreadable-reply', 'the answer is not that of a plug');
    return { atMs, parts: [part] };
  },
  switchTo({ partId, on, ...ask }) {
    if (partId !== ONE_PLUG) throw new MeterError('no-such-part', `${partId} is no plug of it`);
    return message('set_device_info', { device_on: on }, ask);
  },
};

function message(method: string, params: Fields, { access }: MeterAsk): MeterRequest {
  return {
    method: 'POST',
    path: '/app/request',
    body: JSON.stringify({ method, params }),
    klap: { username: access?.username ?? '', password: access?.password ?? '' },
  };
}

/** The plug with what it draws; undefined where neither its state nor its meter is told. */
function plugOf(told: Fields): MeterPart | undefined {
  const device = fieldsOf(told.get_device_info);
  const usage = fieldsOf(told.get_energy_usage);
  const meter = fieldsOf(told.get_emeter_data);
  const inWatts = fieldsOf(told.get_current_power);
  const isMetered = [usage, meter, inWatts].some((answer) => Object.keys(answer).length > 0);
  const isSwitched = 'device_on' in device;
  if (!isMetered && !isSwitched) return undefined;
  return {
    id: ONE_PLUG,
    name: nicknameOf(device.nickname) ?? textOf(device.model),
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

/** Answers by the method that was asked: as a plug sends several at once, or as they are kept by name. */
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
  if (text === undefined || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return text;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return textOf(new TextDecoder().decode(bytes));
}
