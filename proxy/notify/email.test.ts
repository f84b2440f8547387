import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { EmailSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { DeliveryFailed, maySendAgain } from './delivery-failed.ts';
import { email } from './email.ts';

/** Against a mail server of the test's own. */

const open: net.Server[] = [];
const sockets = new Set<net.Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) server.close();
});

const OK: Readonly<Record<string, string>> = {
  EHLO: '250-box\r\n250-AUTH PLAIN\r\n250 SIZE 1000000',
  AUTH: '235 welcome',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 queued',
  QUIT: '221 bye',
};

/** Speaks SMTP (RFC 5321) with these answers, by command; an empty one is none. */
async function mailServer(answers: Partial<typeof OK> = {}): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const server = net.createServer((socket) => {
    let begun = '';
    let inData = false;
    socket.on('error', () => {});
    socket.write('220 box\r\n');
    socket.on('data', (part) => {
      const lines = (begun + String(part)).split('\r\n');
      begun = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        if (inData && line !== '.') continue;
        inData = false;
        const command = line.split(' ', 1)[0] ?? '';
        const answer = { ...OK, ...answers }[command] ?? '500 what?';
        if (command === 'DATA' && answer.startsWith('354')) inData = true;
        if (answer !== '') socket.write(`${answer}\r\n`);
      }
    });
  });
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, heard };
}

const message: AlarmMessage = {
  phase: 'resolved',
  severity: 'act',
  title: 'Küche: over, Overheated',
  text: 'Over after 3 min.',
  atMs: Date.parse('2026-01-15T12:00:00Z'),
  tag: 'AbCdEfGhIjKl',
  link: 'https://my.home/',
};

function settingsOf(port: number, more: Partial<EmailSettings> = {}): EmailSettings {
  const login = { user: 'me', password: 'mail-secret' };
  const addresses = { from: 'lamp@my.home', to: 'me@my.home' };
  return { kind: 'email', host: '127.0.0.1', port, security: 'none', ...login, ...addresses, ...more };
}

const rules = { resolve: async () => ['127.0.0.1'], ownPorts: () => [] };
const ports = {
  fetch: () => Promise.reject(new Error('no HTTP here')),
  rules,
  nowMs: () => message.atMs,
  vapidKey: {},
};
const send = (settings: EmailSettings, signal = AbortSignal.timeout(5_000)) =>
  email.deliver(message, settings, ports, signal).catch((error: DeliveryFailed) => error);

async function failureOf(
  answers: Partial<typeof OK>,
  more: Partial<EmailSettings> = {},
): Promise<DeliveryFailed> {
  const outcome = await send(settingsOf((await mailServer(answers)).port, more));
  if (!(outcome instanceof DeliveryFailed)) throw new Error('it was delivered');
  return outcome;
}

test('a mail arrives with its subject, its text and the thread of its alert', async () => {
  const { port, heard } = await mailServer();
  expect(await send(settingsOf(port, { host: 'box.home' }))).toEqual({});
  const mail = heard.join('\n');
  expect(heard).toContain('MAIL FROM:<lamp@my.home>');
  expect(heard).toContain('RCPT TO:<me@my.home>');
  expect(mail).toContain('Subject: =?UTF-8?Q?K=C3=BCche=3A_over=2C_Overheated?=');
  expect(mail).toContain('In-Reply-To: <AbCdEfGhIjKl.opened@davylamp.invalid>');
  expect(mail).toContain('Over after 3 min.');
  expect(mail).toContain('https://my.home/');
});

test.each([
  ['a wrong password', { AUTH: '535 5.7.8 no' }, 'wrong-secret', false],
  ['an unknown receiver', { RCPT: '550 5.1.1 no such user' }, 'not-found', false],
  ['a server that lists us grey', { RCPT: '451 4.7.1 try later' }, 'failing', true],
  ['a full disk', { '.': '452 4.3.1 later' }, 'failing', true],
  ['a message that is too large', { '.': '552 5.3.4 too large' }, 'too-long', false],
  ['a server that thinks that it is spam', { '.': '554 5.7.1 spam' }, 'refused', false],
] as const)('%s is told as such, and tried again where that helps', async (_, answers, problem, again) => {
  const failure = await failureOf(answers);
  expect(failure).toMatchObject({ problem, mayHaveArrived: false });
  expect(maySendAgain(failure, false)).toBe(again);
  expect(failure.said).toBeDefined();
});

test('a mail whose end nobody confirms may have arrived, and is not sent again', async () => {
  const { port } = await mailServer({ '.': '' });
  const failure = await send(settingsOf(port), AbortSignal.timeout(500));
  expect(failure).toMatchObject({ problem: 'timeout', mayHaveArrived: true });
});

test('where nobody listens, nothing arrived', async () => {
  const { port } = await mailServer();
  await new Promise((closed) => open.pop()?.close(closed));
  expect(await send(settingsOf(port))).toMatchObject({ problem: 'unreachable', mayHaveArrived: false });
});

test('a server that cannot encrypt is told nothing, neither password nor mail', async () => {
  const { port, heard } = await mailServer();
  expect(await send(settingsOf(port, { security: 'starttls' }))).toMatchObject({ problem: 'refused' });
  expect(heard.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([]);
});

test('a server that talks without end is left', async () => {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    const timer = setInterval(() => socket.write('220-'.repeat(20_000)), 1);
    socket.on('close', () => clearInterval(timer));
  });
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const outcome = await send(settingsOf((server.address() as AddressInfo).port));
  expect(outcome).toBeInstanceOf(DeliveryFailed);
  expect(outcome).toMatchObject({ mayHaveArrived: false });
});

test('without encryption no mail leaves the house', async () => {
  const outside = { ...ports, rules: { ...rules, resolve: async () => ['203.0.113.9'] } };
  const settings = settingsOf(25, { host: 'mail.example.com' });
  const outcome = await email
    .deliver(message, settings, outside, AbortSignal.timeout(1_000))
    .catch((error: DeliveryFailed) => error);
  expect(outcome).toMatchObject({ problem: 'forbidden-target' });
});

test('the password stands in nothing that is told of a failure', async () => {
  const plain = Buffer.from('\0me\0mail-secret').toString('base64');
  const failure = await failureOf({ AUTH: `535 mail-secret ${plain} is wrong` });
  for (const secret of ['mail-secret', plain]) expect(failure.said).not.toContain(secret);
});
