import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What a simulated plug stands for, and what was asked of it. */
export interface PlugSim {
  powerW: number;
  on: boolean;
  /** Refuses to switch: answers as if it had, and stays as it is. */
  stuck: boolean;
  /** Paths that were asked, in order; never with a password. */
  readonly asked: string[];
  readonly handler: RequestListener;
}

/**
 * A Shelly Plus Plug S (field names as in ../shared/fixtures/external/devices/shelly), with a Digest login (SHA-256,
 * RFC 7616, as home-assistant-libs/aioshelly rpc_device/wsrpc.py answers it) where it is given a password.
 */
export function shellyGen2Sim(password?: string): PlugSim {
  const sim = newSim((request, response, { pathname, searchParams }) => {
    if (pathname === '/shelly')
      return json(response, {
        id: 'shellyplusplugs-02aabbccdd20',
        mac: '02AABBCCDD20',
        model: 'SNPL-00112EU',
        gen: 2,
        ver: '1.4.4',
        app: 'PlusPlugS',
        name: 'Plug Kitchen',
        auth_en: password !== undefined,
      });
    if (password !== undefined && !isAnswered(request, password)) return challenge(response);
    if (pathname === '/rpc/Shelly.GetStatus')
      return json(response, { 'switch:0': part(sim), sys: { unixtime: 1_760_000_000 }, wifi: {} });
    if (pathname === '/rpc/Switch.Set') {
      const was = sim.on;
      if (!sim.stuck) sim.on = searchParams.get('on') === 'true';
      return json(response, { was_on: was });
    }
    response.writeHead(404).end('Not Found');
  });
  return sim;
}

/** A Tasmota plug with two relays and two meters: `Status 0` as tasmota/docs JSON-Status-Responses.md has it. */
export function tasmotaSim(secondW: number): PlugSim {
  const sim = newSim((_, response, { pathname, searchParams }) => {
    if (pathname !== '/cm') return response.writeHead(404).end('File Not Found');
    const [command = '', argument = ''] = (searchParams.get('cmnd') ?? '').split(' ');
    if (command === 'Power1') {
      if (!sim.stuck) sim.on = argument === 'On';
      return json(response, { POWER1: sim.on ? 'ON' : 'OFF' });
    }
    json(response, {
      Status: { DeviceName: 'Strip Garage', FriendlyName: ['Left', 'Right'] },
      StatusFWR: { Version: '14.2.0(tasmota)' },
      StatusNET: { Mac: '02:AA:BB:CC:DD:21' },
      StatusSNS: {
        Time: '2026-01-01T00:00:00',
        ENERGY: { Total: [3.1, 2], Power: [sim.on ? sim.powerW : 0, secondW], Voltage: 230, Current: [1, 2] },
      },
      StatusSTS: { POWER1: sim.on ? 'ON' : 'OFF', POWER2: 'ON' },
    });
  });
  return sim;
}

/**
 * A Home Assistant (home-assistant/developers.home-assistant docs/api/rest.md) with a power sensor in kW, a sensor of
 * the room in °F, a switch, one sensor that has gone, and things that are none of ours; it tells them to who brings `token`.
 */
export function homeAssistantSim(token: string): PlugSim {
  const sim = newSim((request, response, { pathname }) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return response.writeHead(401, { 'content-type': 'text/plain' }).end('401: Unauthorized');
    if (pathname === '/api/') return json(response, { message: 'API running.' });
    const entities = [
      entity('sensor.garage_power', String(sim.powerW / 1_000), 'Garage', 'power', 'kW'),
      entity('sensor.garage_air', '77.0', 'Garage air', 'temperature', '°F'),
      entity('sensor.attic_power', 'unavailable', 'Attic', 'power', 'W'),
      entity('switch.garage', sim.on ? 'on' : 'off', 'Garage'),
      entity('sun.sun', 'above_horizon', 'Sun'),
    ];
    const asked = entities.find(({ entity_id }) => pathname === `/api/states/${entity_id}`);
    if (pathname !== '/api/states' && !asked)
      return response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ message: 'Entity not found.' }));
    json(response, asked ?? entities);
  });
  return sim;
}

function entity(id: string, state: string, name: string, deviceClass?: string, unit?: string) {
  return {
    entity_id: id,
    state,
    attributes: { friendly_name: name, device_class: deviceClass, unit_of_measurement: unit },
    last_changed: '2026-01-01T00:00:00+00:00',
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

function newSim(answer: Answer): PlugSim {
  const asked: string[] = [];
  return {
    powerW: 0,
    on: true,
    stuck: false,
    asked,
    handler: (request, response) => {
      const url = new URL(request.url ?? '/', 'http://plug');
      asked.push(`${request.method} ${url.pathname}${url.search}`);
      answer(request, response, url);
    },
  };
}

function part({ on, powerW }: PlugSim) {
  return {
    id: 0,
    output: on,
    apower: on ? powerW : 0,
    voltage: 231.2,
    current: 0.1,
    aenergy: { total: 1_234 },
  };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const REALM = 'shellyplusplugs-02aabbccdd20';
const NONCE = randomBytes(8).toString('hex');

function challenge(response: ServerResponse): void {
  const ask = `Digest qop="auth", realm="${REALM}", nonce="${NONCE}", algorithm=SHA-256`;
  response.writeHead(401, { 'www-authenticate': ask }).end();
}

/** RFC 7616, section 3.4.1, with qop=auth. */
function isAnswered({ headers, method = 'GET', url = '' }: IncomingMessage, password: string): boolean {
  const told = headers.authorization ?? '';
  const field = (name: string) => new RegExp(`\\b${name}="?([^",]+)`).exec(told)?.[1] ?? '';
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const a1 = hash(`admin:${REALM}:${password}`);
  const a2 = hash(`${method}:${url}`);
  return field('response') === hash(`${a1}:${NONCE}:${field('nc')}:${field('cnonce')}:auth:${a2}`);
}

/** A KP115 of TP-Link: names and units as its later hardware tells them (python-kasa/python-kasa kasa/emeterstatus.py). */
export function kasaSim() {
  let on = true;
  const values = (asked: string) => {
    if (asked.includes('set_relay_state')) {
      on = asked.includes('"state":1');
      return { system: { set_relay_state: { err_code: 0 } } };
    }
    const sysinfo = { alias: 'Rig plug', model: 'KP115(EU)', relay_state: on ? 1 : 0, err_code: 0 };
    const realtime = {
      power_mw: on ? 1_432_500 : 0,
      total_wh: 12_068,
      voltage_mv: 230_577,
      current_ma: 6_212,
    };
    return { system: { get_sysinfo: sysinfo }, emeter: { get_realtime: { ...realtime, err_code: 0 } } };
  };
  return {
    /** One message behind its length, veiled, to one reply in the same framing. */
    answer(heard: Buffer): Buffer {
      const asked = heard.subarray(4).map((byte, at) => byte ^ (at === 0 ? 0xab : (heard[3 + at] ?? 0)));
      const body = Buffer.from(JSON.stringify(values(Buffer.from(asked).toString())));
      for (const [at, byte] of body.entries()) body[at] = byte ^ (body[at - 1] ?? 0xab);
      const head = Buffer.alloc(4);
      head.writeUInt32BE(body.length);
      return Buffer.concat([head, body]);
    },
  };
}
