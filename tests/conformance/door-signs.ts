import type { DeviceHttpReply } from '../../src/devices/transport.ts';

/**
 * What a device of each family answers besides what was recorded: the page or the refusal by which its firmware is
 * told (facts on the probe order), and a login that lets anybody in. Recordings leave both out.
 */
export function doorSign(family: string, method: string, path: string): DeviceHttpReply | undefined {
  return SIGNS[family]?.[`${method} ${path}`];
}

/** MARA's web server spells the algorithm of its challenge as a header of its own. */
const KAONSU: DeviceHttpReply = {
  status: 401,
  headers: {
    'content-type': 'text/html',
    'www-authenticate': 'Digest realm="kaonsu", nonce="1", qop="auth", algorithm=MD5',
    algorithm: 'MD5',
  },
  text: '<html><title>401</title></html>',
};

/** By family, as the folders of recordings are named. */
const SIGNS: Readonly<Record<string, Readonly<Record<string, DeviceHttpReply>>>> = {
  epic: { 'GET /': page('Miner Web Dashboard') },
  vnish: {
    'GET /': page('AnthillOS'),
    'POST /api/v1/unlock': json({ token: 'recorded' }),
  },
  iceriver: { 'POST /user/loginpost': json({ error: 0, data: {}, message: '' }) },
  goldshell: { 'GET /user/login': json({ 'JWT Token': 'recorded' }) },
  braiins: {
    'GET /': page('Braiins OS'),
    'POST /api/v1/auth/login': json({ token: 'recorded', timeout_s: 3600 }),
  },
  proto: {
    'GET /': page('Proto OS'),
    'POST /api/v1/auth/login': json({ access_token: 'recorded' }),
  },
  auradine: { 'POST /token': json({ STATUS: [{ STATUS: 'S' }], Token: [{ Token: 'recorded' }] }) },
  sealminer: { 'GET /': { ...page('Miner'), text: '<html><link href="/css/amazeui.min.css"></html>' } },
  elphapex: { 'GET /': refusal('Digest realm="DaogeMiner Configuration", nonce="1", qop="auth"') },
  'antminer-stock': { 'GET /': refusal('Digest realm="antMiner Configuration", nonce="1", qop="auth"') },
  hammer: { 'GET /': refusal('Digest realm="Hammer Configuration", nonce="1", qop="auth"') },
  mara: { 'GET /': KAONSU },
  kaonsu: { 'GET /': KAONSU },
};

function page(title: string): DeviceHttpReply {
  return {
    status: 200,
    headers: { 'content-type': 'text/html' },
    text: `<html><head><title>${title}</title></head><body></body></html>`,
  };
}

function json(value: unknown): DeviceHttpReply {
  return { status: 200, headers: { 'content-type': 'application/json' }, text: JSON.stringify(value) };
}

function refusal(challenge: string): DeviceHttpReply {
  return {
    status: 401,
    headers: { 'content-type': 'text/html', 'www-authenticate': challenge },
    text: '<html><title>401</title></html>',
  };
}
