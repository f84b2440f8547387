import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { applicationServerKey, vapidKeyIn } from './vapid.ts';
import { webPushRequest } from './web-push.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-push-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Receiver of the example in RFC 8291, section 5. */
const RFC = {
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  receiverPrivate: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  receiverPublic: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
};
const receiver = { p256dh: RFC.receiverPublic, auth: RFC.auth };

/** What the browser of the RFC's example reads: its own side of RFC 8291, section 3, and RFC 8188. */
function read(body: Uint8Array): Buffer {
  const bytes = Buffer.from(body);
  const salt = bytes.subarray(0, 16);
  const senderPublic = bytes.subarray(21, 21 + (bytes[20] ?? 0));
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from(RFC.receiverPrivate, 'base64url'));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), senderPublic]);
  const auth = Buffer.from(RFC.auth, 'base64url');
  const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(senderPublic), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(bytes.subarray(-16));
  const record = Buffer.concat([
    decipher.update(bytes.subarray(21 + senderPublic.length, -16)),
    decipher.final(),
  ]);
  return record.subarray(0, record.lastIndexOf(2));
}

const message: AlarmMessage = {
  phase: 'opened',
  severity: 'act',
  title: 'Kitchen Gamma: Overheated',
  text: 'Let it cool. 🔥'.repeat(500),
  atMs: 1_790_000_000_000,
  tag: 'AbCdEfGhIjKlMnOpQrSt',
};
const settings = { kind: 'web-push', endpoint: 'https://push.example.com/send/abc', ...receiver } as const;

test('a push message carries what its RFCs want, and its browser reads title, text and tag', async () => {
  const vapidKey = vapidKeyIn(join(folder, 'key.json'));
  const request = await webPushRequest(message, settings, vapidKey);
  expect(request.headers).toMatchObject({
    'content-encoding': 'aes128gcm',
    ttl: '86400',
    urgency: 'high',
    topic: message.tag,
  });
  const told = JSON.parse(read(Buffer.from(request.body)).toString()) as Record<string, string>;
  expect(told).toMatchObject({ title: message.title, tag: message.tag, silent: false, path: '/' });
  expect(told.body).toMatch(/^Let it cool\. 🔥.*…$/u);
  expect(request.body.length).toBeLessThanOrEqual(4096);
});

test('the signature of a push message is good for its push service alone, and for half a day', async () => {
  const vapidKey = vapidKeyIn(join(folder, 'key.json'));
  const beforeS = Math.floor(Date.now() / 1000);
  const { headers } = await webPushRequest(message, settings, vapidKey);
  const [, head = '', claims = '', signature = '', k] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  expect(k).toBe(applicationServerKey(vapidKey));
  expect(Buffer.from(k ?? '', 'base64url')).toHaveLength(65);
  const { aud, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  expect(aud).toBe('https://push.example.com');
  expect(exp).toBeGreaterThanOrEqual(beforeS + 12 * 3600);
  // RFC 8292, section 2: a day at most, and clocks differ.
  expect(exp).toBeLessThan(beforeS + 13 * 3600);
  const { d: _, ...publicJwk } = vapidKey;
  const key = createPublicKey({ key: publicJwk, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const isGood = verify(
    'sha256',
    signed,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(isGood).toBe(true);
});

test('the key is made once, for its owner alone; a damaged one is made anew', () => {
  const file = join(folder, 'key.json');
  const key = vapidKeyIn(file);
  expect(vapidKeyIn(file)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  expect(vapidKeyIn(file)).toMatchObject({ d: key.d });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  writeFileSync(file, '{"kty":"EC"');
  expect(vapidKeyIn(file).d).not.toBe(key.d);
});

test('neither how long a message is nor what it says shows from outside', async () => {
  const vapidKey = vapidKeyIn(join(folder, 'key.json'));
  const [short, long] = await Promise.all(
    ['Hot.', 'Let it cool.'.repeat(40)].map((text) =>
      webPushRequest({ ...message, text }, settings, vapidKey),
    ),
  );
  expect(short?.body.length).toBe(long?.body.length);
  expect(JSON.stringify(short?.headers)).not.toContain('Kitchen');
});
