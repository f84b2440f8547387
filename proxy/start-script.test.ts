import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startProxy } from './start.ts';

/** What the owner is told by `npm start` that cannot start; and by the helper itself. */

const root = fileURLToPath(new URL('..', import.meta.url));
const token = 'a-token-of-the-owner-a-token-of-the-owner-x';

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DAVYLAMP_TOKEN: token, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill());
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, out, err })));
}

/** A folder of the test's own, gone when it ends. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const start = (...args: string[]) => node(['scripts/start.mjs', ...args]);
const helper = (env: NodeJS.ProcessEnv) =>
  node(['--import', 'tsx', 'proxy/main.ts'], { DAVYLAMP_PORT: '0', ...env });

test.each([
  [['--port', 'abc'], /^--port "abc" is no port: .*\.\n$/],
  [['--port', '65536'], /^--port "65536" is no port: .*\.\n$/],
  [['--port', '0'], /^--port 0 would be another port at every start.*\.\n$/],
  [['--lan', '--host', '0.0.0.0'], /^--host would open the helper by plain HTTP; .*\.\n$/],
  [
    ['--lan', '--lan-port', '8787'],
    /^--port, --lan-port and --certificate-port must be three different ports\.\n$/,
  ],
  [['--lan-port', '9999'], /^--lan-port and --certificate-port are doors .*: add --lan\.\n$/],
  [['--record-days', '7'], /^--record-days and --record-mb say how much to record: add --record\.\n$/],
  [['--record', '--record-mb', '1.5'], /^--record-mb "1\.5" makes no sense: .*\.\n$/],
  [['--lan-port', '0'], /^--lan-port 0 would be another port at every start.*\.\n$/],
  [['--prot', '8790'], /^Unknown option '--prot'\.\n\nnpm start -- \[options\]/],
])('npm start -- %j names the option that was typed', async (args, sentence) => {
  const { status, out, err } = await start(...args);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(sentence);
});

test('a Davylamp that runs already gives its pairing link again', async () => {
  const running = await startProxy({ token, port: 0 });
  onTestFinished(() => running.close());
  const again = await start('--port', String(running.port));
  expect({ status: again.status, err: again.err }).toEqual({ status: 0, err: '' });
  expect(again.out).toContain('Davylamp runs already');
  expect(again.out).toContain(`http://localhost:${running.port}/#pair=${token}`);
  const anew = await start('--port', String(running.port), '--new-token');
  expect(anew).toMatchObject({ status: 1, out: '' });
  expect(anew.err).toContain(`Davylamp runs already on port ${running.port}. Stop it`);
});

test('a Davylamp of somebody else, or another program, is not taken for ours', async () => {
  const theirs = await startProxy({ token: 'b'.repeat(43), port: 0 });
  onTestFinished(() => theirs.close());
  const other = createServer((_, response) => response.end('{"name":"printer"}'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  for (const port of [theirs.port, (other.address() as AddressInfo).port]) {
    const { status, out, err } = await start('--port', String(port));
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toBe(`Port ${port} is taken by another program. Choose another: npm start -- --port 8790\n`);
  }
});

test('the helper says which port is taken, too', async () => {
  const running = await startProxy({ token, port: 0 });
  onTestFinished(() => running.close());
  const { status, err } = await helper({ DAVYLAMP_PORT: String(running.port) });
  expect(status).toBe(1);
  expect(err).toMatch(new RegExp(`^Port ${running.port} is taken by another program\\..*\\n$`));
});

test('an address of another computer, and ports that are none, are told in a sentence', async () => {
  // TEST-NET-1 (RFC 5737): no computer has it.
  const { status, err } = await helper({ DAVYLAMP_HOST: '192.0.2.1' });
  expect(status).toBe(1);
  expect(err).toMatch(/^192\.0\.2\.1 is not an address of this computer.*\.\n$/);
  expect((await helper({ DAVYLAMP_DEVICE_PORTS: '9a' })).err).toMatch(
    /^--ports "9a" is no list of ports.*\.\n$/,
  );
});

test('a helper that is open to the network warns of it in one line', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'proxy/main.ts'], {
    cwd: root,
    env: { ...process.env, DAVYLAMP_TOKEN: token, DAVYLAMP_PORT: '0', DAVYLAMP_HOST: '0.0.0.0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill());
  const warning = await new Promise((resolve) => child.stderr.once('data', (text) => resolve(String(text))));
  expect(warning).toMatch(
    /^Warning: on 0\.0\.0\.0 the helper is open to the network, and it must not be.*\n$/,
  );
});

test('other devices come in by HTTPS only: a plain door to the network is refused, also by the environment', async () => {
  const sentence = /^(--host|DAVYLAMP_HOST) would open the helper by plain HTTP; .*\.\n$/;
  for (const host of ['0.0.0.0', '::', '192.168.1.7', '127.evil.example']) {
    const byHelper = await helper({ DAVYLAMP_LAN: '1', DAVYLAMP_FOLDER: ownFolder(), DAVYLAMP_HOST: host });
    expect(byHelper, host).toMatchObject({ status: 1, out: '' });
    expect(byHelper.err).toMatch(sentence);
  }
  const byScript = await node(['scripts/start.mjs', '--lan'], { DAVYLAMP_HOST: '0.0.0.0' });
  expect(byScript).toMatchObject({ status: 1, out: '' });
  expect(byScript.err).toMatch(sentence);
});

test.each([
  { DAVYLAMP_RECORD: '1' },
  { DAVYLAMP_LAN: '1', DAVYLAMP_LAN_PORT: '0', DAVYLAMP_CERTIFICATE_PORT: '0' },
])('a folder that cannot be used is named, and no port is blamed: %j', async (env) => {
  const inTheWay = join(ownFolder(), 'a-file');
  writeFileSync(inTheWay, '');
  const { status, err } = await helper({ ...env, DAVYLAMP_FOLDER: join(inTheWay, 'davylamp') });
  expect(status).toBe(1);
  expect(err).toMatch(/^\S*a-file\S* cannot be used \(ENOTDIR\): .*\.\n$/);
});

describe('the pairing token', () => {
  const inFolder = (folder: string, call: string) =>
    node(
      [
        '--input-type=module',
        '-e',
        `import * as t from './scripts/pairing-token.mjs'; console.log(t.${call})`,
      ],
      { DAVYLAMP_TOKEN: '', DAVYLAMP_FOLDER: folder },
    );
  const OLD = 'o'.repeat(43);

  test('that was open to others is closed to them', async () => {
    const folder = ownFolder();
    const file = join(folder, 'pairing-token');
    writeFileSync(file, `${OLD}\n`);
    chmodSync(file, 0o644);
    expect((await inFolder(folder, 'keptToken()')).out).toBe(`${OLD}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that is half written is told of, and never used', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'pairing-token'), OLD.slice(0, 20));
    const { out, err } = await inFolder(folder, 'keptToken()');
    expect(out).toBe('undefined\n');
    expect(err).toMatch(/^The pairing token in \S+ is damaged\. .*\n$/);
    expect(err).not.toContain(OLD.slice(0, 20));
  });

  test('that is replaced turns all devices away, in whichever folder they are kept', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'pairing-token'), `${OLD}\n`);
    writeFileSync(join(folder, 'paired-devices.json'), '[]');
    const { status, out } = await inFolder(folder, 'replaceToken()');
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'pairing-token'), 'utf8')).toBe(out);
    expect(out).not.toContain(OLD);
    expect(statSync(join(folder, 'paired-devices.json'), { throwIfNoEntry: false })).toBeUndefined();
  });

  test('that cannot be replaced is no success: after a restart it would be good again', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'pairing-token'), `${OLD}\n`);
    mkdirSync(join(folder, 'pairing-token.new'));
    const { status, out, err } = await inFolder(folder, 'replaceToken()');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^No new link: \S+ cannot be written to \(EISDIR\), .*\n$/);
  });

  test('of the environment is not replaced by the folder’s', async () => {
    const again = await start('--port', '1', '--new-token');
    expect(again).toMatchObject({ status: 1, out: '' });
    expect(again.err).toBe('DAVYLAMP_TOKEN sets the pairing token: change it there. --new-token cannot.\n');
  });
});
