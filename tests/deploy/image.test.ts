import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { validate } from 'dockerfile-utils';
import * as v from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';

/** What can be known of the image, the compose file and the unit without an engine to run them. */

const dockerfile = readFileSync('Dockerfile', 'utf8');

/** Files and folders that one stage copies out of the repository. */
function copiedFromRepository(stage: string): readonly string[] {
  return [...stage.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, paths = '']) =>
    paths.split(' ').slice(0, -1),
  );
}

const [, buildStage = '', runStage = ''] = dockerfile.split(/^FROM .*$/m);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with nothing in it but what a stage copies. */
function stageFolder(stage: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-image-'));
  folders.push(folder);
  for (const path of copiedFromRepository(stage)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(path, join(folder, path), {
      recursive: true,
      preserveTimestamps: true,
      filter: (source) => !/\.test\.tsx?$/.test(source),
    });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  // In the image dependencies are installed, and the app is built, after the sources were copied.
  for (const path of copiedFromRepository(stage)) makeOld(join(folder, path));
  return folder;
}

function makeOld(path: string): void {
  utimesSync(path, 0, 0);
  if (!statSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) makeOld(join(path, name));
}

describe('the Dockerfile', () => {
  test('has no mistake that a linter knows', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  test('copies only what is there and what .dockerignore lets through', () => {
    const allowed = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...copiedFromRepository(buildStage), ...copiedFromRepository(runStage)];
    expect(copied.length).toBeGreaterThan(8);
    for (const path of copied) {
      expect(existsSync(path), path).toBe(true);
      expect(allowed, path).toContain(path);
    }
  });

  test('builds the app from what its first stage copies', () => {
    const folder = stageFolder(buildStage);
    const built = spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { cwd: folder });
    expect(built.status, built.stderr.toString()).toBe(0);
    expect(existsSync(join(folder, 'dist', 'sw.js'))).toBe(true);
  }, 60_000);

  test('starts from what its second stage copies, keeps its state in one folder, and answers', async () => {
    const folder = stageFolder(runStage);
    // Built last, so that nothing is thought to be newer.
    mkdirSync(join(folder, 'dist'));
    cpSync('index.html', join(folder, 'dist', 'index.html'));
    const state = join(folder, 'state');
    const port = await freePort();
    const helper = spawn(process.execPath, ['scripts/start.mjs', '--port', String(port)], {
      cwd: folder,
      env: { ...process.env, XDG_STATE_HOME: state, NODE_ENV: 'production' },
    });
    try {
      const said = await firstWords(helper.stdout);
      expect(said).toContain(`http://localhost:${port}/#pair=`);
      const reply = await fetch(`http://127.0.0.1:${port}/`);
      expect(reply.status).toBe(200);
      expect(existsSync(join(state, 'davylamp', 'pairing-token'))).toBe(true);
    } finally {
      helper.kill('SIGTERM');
    }
  }, 60_000);
});

describe('the compose file', () => {
  const compose = parseDocument(readFileSync('compose.yaml', 'utf8'));
  const services: unknown = compose.toJS().services;

  test('is whole, and builds the image beside it', () => {
    expect(compose.errors).toEqual([]);
    expect(services).toMatchObject({ davylamp: { build: '.', network_mode: 'host', read_only: true } });
  });

  test('keeps what the image must not lose in a volume', () => {
    const state = /XDG_STATE_HOME=(\S+)/.exec(dockerfile)?.[1];
    expect(services).toMatchObject({ davylamp: { volumes: [`davylamp:${state}`] } });
  });
});

test('the systemd unit has no mistake that systemd knows', () => {
  const checked = spawnSync('systemd-analyze', ['verify', 'deploy/davylamp.service'], { encoding: 'utf8' });
  if (checked.error) {
    console.log('skipped: systemd-analyze is not on this machine');
    return;
  }
  const complaints = checked.stderr.split('\n').filter((line) => line.includes('davylamp.service'));
  expect(complaints).toEqual([]);
});

test('the systemd unit leaves the helper few rights, and what it writes is the owner’s', () => {
  const words = ['security', '--offline=true', '--threshold=50', 'deploy/davylamp.service'];
  const weighed = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
  // It can weigh a unit that is not installed since systemd 250.
  if (weighed.error || /unrecognized option/.test(weighed.stderr)) {
    console.log('skipped: no systemd-analyze on this machine can weigh a file');
    return;
  }
  expect(weighed.status, weighed.stdout.split('\n').slice(-3).join(' ')).toBe(0);
  expect(weighed.stdout).not.toMatch(/✗ UMask=/);
});

/** What the start script understands of these words, as it would of `npm start`'s. */
function understood(words: readonly string[]): unknown {
  const script =
    "import { readOptions } from './scripts/start-options.mjs'; console.log(JSON.stringify(readOptions()))";
  const read = spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', ...words], {
    encoding: 'utf8',
  });
  expect(read.stderr, words.join(' ')).toBe('');
  return JSON.parse(read.stdout);
}

describe('the start script takes every option', () => {
  const always = { lan: true, record: true };

  test('of the image, and of the compose file', () => {
    expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "scripts\/start.mjs"\]$/m);
    const command: unknown = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '');
    expect(understood(v.parse(v.array(v.string()), command))).toMatchObject(always);
    const { davylamp } = v.parse(
      v.object({ davylamp: v.object({ command: v.optional(v.array(v.string())) }) }),
      parseDocument(readFileSync('compose.yaml', 'utf8')).toJS().services,
    );
    // Without words of its own the service says those of the image.
    if (davylamp.command) expect(understood(davylamp.command)).toMatchObject(always);
  });

  test('of the systemd unit', () => {
    const unit = readFileSync('deploy/davylamp.service', 'utf8');
    const [, words = ''] = /^ExecStart=\/usr\/bin\/env node scripts\/start\.mjs (.*)$/m.exec(unit) ?? [];
    expect(understood(words.split(' '))).toMatchObject(always);
  });

  test('that the README writes down', () => {
    const written = [...readFileSync('README.md', 'utf8').matchAll(/^npm start -- (.*)$/gm)];
    expect(written.length).toBeGreaterThan(2);
    for (const [, words = ''] of written) understood(words.split(' '));
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function firstWords(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('#pair=')) resolve(text);
    });
    stream.on('end', () => reject(new Error(`it ended: ${text}`)));
  });
}
