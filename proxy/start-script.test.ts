import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
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
