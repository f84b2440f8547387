import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DigestChallenge, digestAnswer, digestChallenge, withDigest } from './digest-auth.ts';
import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from './transport.ts';

/** RFC 7616, section 3.9.1. */
const RFC = {
  login: { username: 'Mufasa', password: 'Circle of Life' },
  request: {
    method: 'GET',
    uri: '/dir/index.html',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    count: 1,
  },
  challenge: {
    realm: 'http-auth@example.org',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    qop: 'auth',
    opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
  },
} as const;

const ANTMINER = 'Digest realm="antMiner Configuration", nonce="n1", qop="auth"';
const ANTMINER_CHALLENGE = {
  realm: 'antMiner Configuration',
  nonce: 'n1',
  algorithm: 'MD5',
  qop: 'auth',
} as const;
const ROOT = { username: 'root', password: 'root' };

/** A web server that lets in whoever answers its present nonce with this login. */
function guarded(password: string, { noncesLast = Number.POSITIVE_INFINITY } = {}) {
  let nonce = 1;
  let answered = 0;
  const asked: DeviceHttpRequest[] = [];
  const challenge = (): DigestChallenge => ({ ...ANTMINER_CHALLENGE, nonce: `n${nonce}` });
  const isRight = ({ path, method = 'GET', headers }: DeviceHttpRequest) =>
    headers?.authorization ===
    digestAnswer(
      challenge(),
      { username: 'root', password },
      { method, uri: path, cnonce: 'c', count: answered + 1 },
    );
  const http = async (request: DeviceHttpRequest) => {
    asked.push(request);
    if (isRight(request) && answered < noncesLast) {
      answered += 1;
      return { status: 200, headers: {}, text: '{}' };
    }
    if (answered >= noncesLast) {
      nonce += 1;
      answered = 0;
    }
    return { status: 401, headers: { 'www-authenticate': ANTMINER.replace('n1', `n${nonce}`) }, text: '' };
  };
  const nobody = () => Promise.reject(new DeviceError('unreachable', 'nobody answers'));
  const transport: DeviceTransport = { http, rpc: nobody, message: nobody };
  return { asked, transport };
}

describe('an answer to a challenge', () => {
  test('is the one that RFC 7616 gives for MD5 and for SHA-256', () => {
    const md5 = digestAnswer({ ...RFC.challenge, algorithm: 'MD5' }, RFC.login, RFC.request);
    expect(md5).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
    expect(md5).toContain('nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"');
    expect(md5).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"');
    const sha = digestAnswer({ ...RFC.challenge, algorithm: 'SHA-256' }, RFC.login, RFC.request);
    expect(sha).toContain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"');
    expect(sha).toContain('algorithm=SHA-256');
  });

  test('without qop is the one that RFC 2069 (as corrected) gives', () => {
    const answer = digestAnswer(
      { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093', algorithm: 'MD5' },
      { username: 'Mufasa', password: 'CircleOfLife' },
      { method: 'GET', uri: '/dir/index.html', cnonce: 'unused', count: 1 },
    );
    expect(answer).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(answer).not.toContain('cnonce');
  });

  test('cannot be broken open by a quote in a name', () => {
    const answer = digestAnswer(
      { realm: 'a"b\\c', nonce: 'n', algorithm: 'MD5', qop: 'auth' },
      { username: 'x", uri="/other', password: 'p' },
      RFC.request,
    );
    expect(answer).toContain('username="x\\", uri=\\"/other"');
    expect(digestChallenge(answer)?.realm).toBe('a"b\\c');
  });
});

describe('a challenge', () => {
  test('of an Antminer is MD5 where it names no algorithm', () => {
    expect(digestChallenge(ANTMINER)).toEqual(ANTMINER_CHALLENGE);
  });

  test('among several is the first that can be answered', () => {
    const header =
      'Basic realm="x", Digest realm="a", nonce="1", algorithm=SHA-512-256, qop="auth", ' +
      'Digest realm="a", nonce="2", algorithm=SHA-256, qop="auth-int, auth", Digest realm="a", nonce="3"';
    expect(digestChallenge(header)).toMatchObject({ nonce: '2', algorithm: 'SHA-256', qop: 'auth' });
  });

  test('that is none, or wants what nobody offers, cannot be answered', () => {
    for (const header of [
      '',
      'Basic realm="x"',
      'Digest realm="x"',
      'Digest nonce="1", realm="x", qop="auth-int"',
    ])
      expect(digestChallenge(header)).toBeUndefined();
  });

  test('of any form is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const found = digestChallenge(`${a}Digest realm="${b}", nonce="${a}", qop=${b}`);
        if (found) expect(digestAnswer(found, ROOT, RFC.request)).toMatch(/response="[0-9a-f]{32}/);
      }),
    );
  });
});

describe('a device behind a password', () => {
  const cnonce = () => 'c';

  test('is challenged once a read: its nonce is answered at once from then on', async () => {
    const { asked, transport } = guarded('root');
    const opened = withDigest(transport, ROOT, cnonce);
    for (const path of ['/a', '/b', '/c']) expect((await opened.http({ path })).status).toBe(200);
    expect(asked.map(({ path }) => path)).toEqual(['/a', '/a', '/b', '/c']);
    expect(asked[3]?.headers?.authorization).toContain('nc=00000003');
  });

  test('whose nonce ran out is answered anew', async () => {
    const { asked, transport } = guarded('root', { noncesLast: 1 });
    const opened = withDigest(transport, ROOT, cnonce);
    for (const path of ['/a', '/b']) expect((await opened.http({ path })).status).toBe(200);
    expect(asked.map(({ path }) => path)).toEqual(['/a', '/a', '/b', '/b']);
  });

  test('that refuses the password is not asked again in that read', async () => {
    const { asked, transport } = guarded('another');
    const opened = withDigest(transport, ROOT, cnonce);
    for (const path of ['/a', '/b', '/c']) {
      const outcome = await opened.http({ path }).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ name: 'DeviceError', kind: 'refused' });
      expect(String(outcome)).not.toContain('root');
    }
    expect(asked).toHaveLength(2);
  });

  test('that asks for another kind of login is refused with the reason', async () => {
    const { transport } = guarded('root');
    const http = async () => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' }, text: '' });
    const outcome = withDigest({ ...transport, http }, ROOT).http({ path: '/' });
    await expect(outcome).rejects.toMatchObject({ kind: 'refused', detail: /kind of login/ });
  });

  test('keeps its other headers, and its other doors open', async () => {
    const { asked, transport } = guarded('root');
    const opened = withDigest({ ...transport, rpc: async (command) => command }, ROOT, cnonce);
    await opened.http({ path: '/a', headers: { accept: 'application/json' } });
    expect(asked[1]?.headers).toMatchObject({ accept: 'application/json' });
    await expect(opened.rpc('version')).resolves.toBe('version');
  });

  test('gets a new number with each answer unless it is told one', async () => {
    const { asked, transport } = guarded('root');
    await withDigest(transport, ROOT)
      .http({ path: '/a' })
      .catch(() => undefined);
    expect(asked[1]?.headers?.authorization).toMatch(/cnonce="[0-9a-f]{32}"/);
  });
});
