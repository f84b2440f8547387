/** `npm start`: sets up, builds, serves the app and the helper on this computer, and says what to do next. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.mjs';
import { installDependencies, requireNode, root } from './setup.mjs';

const usage = `npm start -- [options]
  --port N           port to serve on (8787)
  --host ADDRESS     address to listen on (127.0.0.1: this computer only)
  --allow-host NAME  further name under which the app may be opened; may be repeated
  --ports LIST       further device ports the helper may reach, e.g. 9000,20000-20100
  --allow-cgnat      let the helper reach 100.64.0.0/10 (Tailscale and the like)
  --new-token        forget all paired browsers and issue a new pairing link`;

requireNode();
const options = readOptions();
installDependencies();
buildIfStale();
const token = pairingToken(options['new-token'] === true);
const port = options.port ?? '8787';

const helper = spawn(process.execPath, ['--import', 'tsx', join('proxy', 'main.ts')], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    DAVYLAMP_TOKEN: token,
    DAVYLAMP_PORT: port,
    ...(options.host ? { DAVYLAMP_HOST: options.host } : {}),
    ...(options['allow-host'] ? { DAVYLAMP_ALLOW_HOSTS: options['allow-host'].join(',') } : {}),
    ...(options.ports ? { DAVYLAMP_DEVICE_PORTS: options.ports } : {}),
    ...(options['allow-cgnat'] ? { DAVYLAMP_ALLOW_CGNAT: '1' } : {}),
  },
});
helper.stdout.once('data', () => {
  console.log(`
Davylamp is lit:  http://localhost:${port}

  1. Open this link once; it pairs your browser with the helper on this computer:
     http://localhost:${port}/#pair=${token}
  2. Look around the demo fleet, then choose "Add my miner" and type its address.
  3. Leave this window open while you want your miners watched. Stop with Ctrl+C.
`);
});
helper.stdout.on('data', () => {});
helper.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => helper.kill(signal));

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'allow-host': { type: 'string', multiple: true },
        ports: { type: 'string' },
        'allow-cgnat': { type: 'boolean' },
        'new-token': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (!values.help) return values;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(1);
  }
}

/** Kept in the owner's own folder, so that a paired browser stays paired when the helper starts again. */
function pairingToken(fresh) {
  if (process.env.DAVYLAMP_TOKEN) return process.env.DAVYLAMP_TOKEN;
  const folder = join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'davylamp');
  const file = join(folder, 'pairing-token');
  if (!fresh) {
    try {
      const kept = readFileSync(file, 'utf8').trim();
      if (/^[\w-]{43}$/.test(kept)) return kept;
    } catch (error) {
      if (error.code !== 'ENOENT')
        console.warn(`The pairing token in ${file} cannot be read (${error.code}): issuing a new one.`);
    }
  }
  const issued = randomBytes(32).toString('base64url');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${issued}\n`, { mode: 0o600 });
  } catch (error) {
    console.warn(
      `The pairing token cannot be kept in ${folder} (${error.code}): you will have to pair again after a restart.`,
    );
  }
  return issued;
}
