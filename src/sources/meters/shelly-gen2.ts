import { type MeterAsk, MeterError, type MeterPart, type MeterSource } from '../../domain/meter.ts';
import { normaliseMac } from '../../domain/miner.ts';
import { type Fields, fieldsOf, isFields, textOf, yesOrNo } from '../fields.ts';
import { celsiusOf, counterOf, fieldsIfJson, numberOf, objectOf, percentOf } from './reply-fields.ts';

/** Shelly since the second generation (Plus, Pro, Gen3, Gen4): remote calls over GET, Digest login as `admin`. */
export const shellyGen2: MeterSource = {
  kind: 'shelly-gen2',
  // Open even where a login is set.
  identify: () => ({ method: 'GET', path: '/shelly' }),
  identityOf(reply) {
    const found = fieldsIfJson(reply);
    if (!found || (numberOf(found.gen) ?? 0) < 2) return undefined;
    return {
      kind: 'shelly-gen2',
      model: textOf(found.model) ?? textOf(found.app),
      name: textOf(found.name),
      mac: normaliseMac(textOf(found.mac) ?? ''),
      firmware: textOf(found.ver),
      locked: yesOrNo(found.auth_en),
    };
  },
  read: (ask) => ({ method: 'GET', path: '/rpc/Shelly.GetStatus', ...login(ask) }),
  readingOf(reply, atMs) {
    const told = objectOf(reply);
    // A POST to `/rpc`, as through a bridge, gets the same within an envelope.
    const status = isFields(told.result) ? told.result : told;
    const components = Object.entries(status).map(([id, found]) => ({ id, found: fieldsOf(found) }));
    const seconds = numberOf(fieldsOf(status.sys).unixtime);
    return {
      atMs,
      deviceAtMs: seconds ? seconds * 1_000 : undefined,
      ownTempC: ownTempC(status),
      parts: components.flatMap(({ id, found }) => partOf(id, found, status) ?? []),
    };
  },
  switchTo(ask) {
    const number = /^switch:(\d+)$/.exec(ask.partId)?.[1];
    if (number === undefined) throw new MeterError('no-such-part', `${ask.partId} is no switch`);
    return { method: 'GET', path: `/rpc/Switch.Set?id=${number}&on=${ask.on}`, ...login(ask) };
  },
};

function login({ access }: MeterAsk) {
  return access ? { digest: { username: 'admin', password: access.password } } : {};
}

/** The component `id`, as far as it measures or switches something; undefined for radio, cloud and the like. */
function partOf(id: string, found: Fields, status: Fields): MeterPart | undefined {
  const [kind = '', number = ''] = id.split(':');
  switch (kind) {
    case 'switch':
      return switchPart(id, found);
    case 'pm1':
    // Dimmers and shutters are not for a miner to be switched by, but they measure what is behind them.
    case 'light':
    case 'cover':
      if (kind !== 'pm1' && !isMetering(found)) return undefined;
      return { id, offers: ['power', 'energy', 'voltage', 'current'], ...metered(found) };
    case 'em':
      return threePhases(id, found, fieldsOf(status[`emdata:${number}`]));
    case 'em1':
      return onePhase(id, found, fieldsOf(status[`em1data:${number}`]));
    case 'temperature':
      return isProbe(number, status)
        ? { id, offers: ['temperature'], tempC: celsiusOf(found.tC) }
        : undefined;
    case 'humidity':
      return { id, offers: ['humidity'], humidityPct: percentOf(found.rh) };
    default:
      return undefined;
  }
}

/** A switch may come without a meter (Plus 1). */
function switchPart(id: string, found: Fields): MeterPart {
  return {
    id,
    offers: isMetering(found) ? ['power', 'energy', 'voltage', 'current', 'switch'] : ['switch'],
    on: yesOrNo(found.output),
    ...metered(found),
  };
}

function isMetering(found: Fields): boolean {
  return 'apower' in found || 'aenergy' in found;
}

function metered(found: Fields): Partial<MeterPart> {
  return {
    powerW: numberOf(found.apower),
    energyWh: counterOf(fieldsOf(found.aenergy).total),
    energyReturnedWh: counterOf(fieldsOf(found.ret_aenergy).total),
    voltageV: counterOf(found.voltage),
    currentA: counterOf(found.current),
  };
}

function threePhases(id: string, found: Fields, counted: Fields): MeterPart {
  const phases = ['a', 'b', 'c'].map((phase) => numberOf(found[`${phase}_act_power`]) ?? Number.NaN);
  return {
    id,
    offers: ['power', 'energy'],
    powerW: numberOf(found.total_act_power),
    phasesW: phases.some(Number.isNaN) ? undefined : phases,
    energyWh: counterOf(counted.total_act),
    energyReturnedWh: counterOf(counted.total_act_ret),
  };
}

/** Pro EM, and the 3EM where its phases are set up as three meters; field names as in `em`, without the phase. */
function onePhase(id: string, found: Fields, counted: Fields): MeterPart {
  return {
    id,
    offers: ['power', 'energy', 'voltage', 'current'],
    powerW: numberOf(found.act_power),
    energyWh: counterOf(counted.total_act_energy),
    energyReturnedWh: counterOf(counted.total_act_ret_energy),
    voltageV: counterOf(found.voltage),
    currentA: counterOf(found.current),
  };
}

/** Probes of the add-on are numbered from 100; that of a thermometer has humidity beside it. Others sit in the case. */
function isProbe(number: string, status: Fields): boolean {
  return Number(number) >= 100 || `humidity:${number}` in status;
}

function ownTempC(status: Fields): number | undefined {
  const ofSwitch = celsiusOf(fieldsOf(fieldsOf(status['switch:0']).temperature).tC);
  if (ofSwitch !== undefined) return ofSwitch;
  return isProbe('0', status) ? undefined : celsiusOf(fieldsOf(status['temperature:0']).tC);
}
