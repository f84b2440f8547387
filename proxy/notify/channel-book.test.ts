import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProxyError } from '../problem.ts';
import { ChannelBook } from './channel-book.ts';
import { SecretBox } from './secret-box.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-channels-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const file = () => join(folder, 'channels.json');
const opened = () => new ChannelBook(file(), SecretBox.open(join(folder, 'channels.key')));
const reports = (book: ChannelBook) => book.reports(() => undefined);

const use = { name: 'Phone', on: true, least: 'act', afterMin: 0 };
const mail = {
  kind: 'email',
  host: 'mail.example.com',
  port: 465,
  security: 'tls',
  user: 'me',
  password: 'a-long-mail-password-3f',
  from: 'lamp@example.com',
  to: 'me@example.com',
};
const draft = (settings: object, more: object = {}) => ({ ...use, ...more, settings });
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as ProxyError).detail;
  }
  return 'taken';
};

test('a channel outlives the helper; a page sees that its secret is set, and how it ends', () => {
  const id = opened().add(draft(mail));
  const { password: _, kind, ...fields } = mail;
  const [report] = reports(opened());
  expect(report).toEqual({ ...use, id, kind, fields, secrets: { password: '…3f' }, problem: undefined });
  expect(opened().find(id).settings).toEqual(mail);
});

test('no secret stands in a file, and the files are their owner’s alone', () => {
  opened().add(draft(mail));
  for (const name of readdirSync(folder)) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain('a-long-mail-password');
    if (process.platform !== 'win32') expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  }
});

test('of a short secret nothing is shown', () => {
  const book = opened();
  book.add(draft({ ...mail, password: 'short' }));
  expect(reports(book)[0]?.secrets).toEqual({ password: '…' });
});

test('a change that leaves the secret out keeps it, and an empty one takes it away', () => {
  const book = opened();
  const id = book.add(draft(mail));
  const { password, ...shown } = mail;
  book.change(id, draft({ ...shown, to: 'you@example.com' }, { name: 'Yours' }));
  expect(book.find(id)).toMatchObject({ name: 'Yours', settings: { password, to: 'you@example.com' } });
  book.change(id, draft({ ...shown, password: '' }));
  expect(book.find(id).settings).not.toHaveProperty('password');
});

test('a kept secret is never sent elsewhere: with another server it must be typed again', () => {
  const book = opened();
  const id = book.add(draft(mail));
  const { password: _, ...shown } = mail;
  for (const moved of [{ host: 'evil.example' }, { port: 25 }, { security: 'none' }])
    expect(refusalOf(() => book.change(id, draft({ ...shown, ...moved })))).toMatch(
      /^settings\.password must be typed/,
    );
  const ntfy = book.add(draft({ kind: 'ntfy', server: 'https://ntfy.sh', topic: 'my-topic', token: 'tk_1' }));
  const stolen = { kind: 'ntfy', server: 'https://evil.example' };
  expect(refusalOf(() => book.change(ntfy, draft(stolen)))).toMatch(/^settings\.topic must be typed again/);
  expect(refusalOf(() => book.change(ntfy, draft(mail)))).toBe('kind cannot be changed');
  expect(book.find(ntfy).settings).toMatchObject({ server: 'https://ntfy.sh', token: 'tk_1' });
});

test('without its key a channel is there, and says that it must be set up again', () => {
  const id = opened().add(draft(mail));
  rmSync(join(folder, 'channels.key'));
  const book = opened();
  expect(book.find(id).settings).toBeUndefined();
  expect(reports(book)).toMatchObject([{ id, problem: 'secret-lost', fields: {}, secrets: {} }]);
});

test('what was sealed for one channel opens for no other', () => {
  const box = SecretBox.open(join(folder, 'channels.key'));
  const sealed = box.seal('secret', 'one');
  expect(box.open(sealed, 'one')).toBe('secret');
  expect(box.open(sealed, 'two')).toBeUndefined();
  expect(box.open(`${sealed.slice(0, -2)}AA`, 'one')).toBeUndefined();
  expect(box.open('', 'one')).toBeUndefined();
});

test('a damaged book is set aside, and an empty one begins', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  writeFileSync(file(), '{"rules":');
  expect(opened().channels).toEqual([]);
  expect(readdirSync(folder)).toContain('channels.json.damaged');
});

test('a device that was turned away is told nothing more', () => {
  const book = opened();
  const id = book.add(draft(mail));
  book.add(draft(mail), 'device-one');
  book.keepDevices(new Set());
  expect(opened().channels.map((channel) => channel.id)).toEqual([id]);
});

test.each([
  [{ kind: 'ntfy', server: 'ntfy.sh', topic: 'a' }, 'settings: server must be an address'],
  [{ kind: 'ntfy', server: 'https://me:pw@ntfy.sh', topic: 'a' }, 'server must be an address'],
  [{ kind: 'ntfy', server: 'file:///etc/passwd', topic: 'a' }, 'server must be an address'],
  [{ kind: 'ntfy', server: 'https://ntfy.sh', topic: 'a/b' }, 'topic may have letters'],
  [{ kind: 'ntfy', server: 'https://ntfy.sh', topic: 'a', token: 'a\r\nx: y' }, 'token must be one line'],
  [{ kind: 'telegram', chatId: 'me', token: 'x' }, 'chatId must be a number'],
  [{ kind: 'telegram', chatId: '1', token: '../../evil' }, 'token must look like'],
  [{ kind: 'discord', url: 'https://discord.com.evil.example/api/webhooks/1/a' }, 'url must begin with'],
  [{ kind: 'discord', url: 'http://discord.com/api/webhooks/1/a' }, 'url must begin with'],
  [{ ...mail, to: 'me@example.com, all@example.com' }, 'to must be an address'],
  [{ ...mail, from: 'a@b\r\nBcc: c@d' }, 'from must be one line'],
  [{ ...mail, port: 70_000 }, 'port cannot be understood'],
  [{ ...mail, colour: 'red' }, 'colour cannot be understood'],
  [{ kind: 'webhook', url: 'ftp://box.home/' }, 'url must be an address'],
  [{ kind: 'home-assistant', server: 'http://ha.home', service: 'a' }, 'service needs a service and a token'],
  [
    { kind: 'home-assistant', server: 'http://ha.home', service: '../x', token: 'a' },
    'service must look like',
  ],
  [{ kind: 'home-assistant', server: 'http://ha.home', webhookId: 'a/../b' }, 'webhookId must be the id'],
  [
    { kind: 'web-push', endpoint: 'http://push.example/', p256dh: 'a', auth: 'b' },
    'endpoint must be an https',
  ],
  [{ kind: 'pigeon' }, 'kind cannot be understood'],
])('%j is refused by the name of its field', (settings, said) => {
  const book = opened();
  const refusal = refusalOf(() => book.add(draft(settings)));
  expect(refusal).toContain(said.replace('settings: ', ''));
  expect(refusal).not.toMatch(/evil|passwd|Bcc/);
  expect(book.channels).toEqual([]);
});

test.each([
  [{ mostPerMinute: 0 }, 'mostPerMinute'],
  [{ mostPerMinute: 4, pageUrl: 'http://192.168.1.7:8787/' }, 'pageUrl must be an address with a name'],
  [{ mostPerMinute: 4, pageUrl: 'https://[fd00::1]/' }, 'pageUrl must be an address with a name'],
  [
    { mostPerMinute: 4, quiet: { fromMin: 0, toMin: 1, timeZone: 'Mars/One', letActThrough: true } },
    'quiet.timeZone',
  ],
])('the rules %j are refused', (rules, said) => {
  expect(refusalOf(() => opened().setRules(rules))).toContain(said);
});

test('rules outlive the helper', () => {
  const quiet = { fromMin: 1320, toMin: 420, timeZone: 'Europe/Vienna', letActThrough: true };
  opened().setRules({ mostPerMinute: 2, quiet, pageUrl: 'https://my.home:8788/' });
  expect(opened().rules).toEqual({ mostPerMinute: 2, quiet, pageUrl: 'https://my.home:8788/' });
});
