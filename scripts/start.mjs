/** `npm start`: sets up, builds, serves the app and the helper on this computer, and says what to do next. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { isDavylamp, portIsTaken } from './listener.mjs';
import { folder, issueToken, keptToken, replaceToken } from './pairing-token.mjs';
import { installDependencies, requireNode, root } from './setup.mjs';
import { readOptions } from './start-options.mjs';

requireNode();
const options = readOptions();
const { port } = options;
const { host } = options;
const url = `http://${nameOf(host)}:${port}`;
if (await portIsTaken(host === 'localhost' ? '127.0.0.1' : host, port)) await leaveTaken();
if (options.lan) await refuseTakenLanPorts();
const token = options['new-token'] ? replaceToken() : (keptToken() ?? issueToken());
installDependencies();
buildIfStale();

const helper = spawn(process.execPath, ['--import', 'tsx', join('proxy', 'main.ts')], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    DAVYLAMP_TOKEN: token,
    DAVYLAMP_PORT: String(port),
    DAVYLAMP_HOST: host,
    DAVYLAMP_FOLDER: folder,
    ...(options.lan
      ? {
          DAVYLAMP_LAN: '1',
          DAVYLAMP_LAN_PORT: String(options.lanPort),
          DAVYLAMP_CERTIFICATE_PORT: String(options.certificatePort),
        }
      : {}),
    ...(options.record ? { DAVYLAMP_RECORD: '1' } : {}),
    ...(options.recordDays ? { DAVYLAMP_RECORD_DAYS: String(options.recordDays) } : {}),
    ...(options.recordMb ? { DAVYLAMP_RECORD_MB: String(options.recordMb) } : {}),
    ...(options['allow-host'] ? { DAVYLAMP_ALLOW_HOSTS: options['allow-host'].join(',') } : {}),
    ...(options.ports ? { DAVYLAMP_DEVICE_PORTS: options.ports } : {}),
    ...(options['allow-cgnat'] ? { DAVYLAMP_ALLOW_CGNAT: '1' } : {}),
  },
});
let said = '';
helper.stdout.on('data', (text) => {
  // Its last line begins so; whatever it says before is for the owner, too.
  if (said === undefined) return;
  said += text;
  if (!/^The helper listens on .*\n/m.test(said)) return;
  console.log(welcome(said.replace(/^The helper listens on .*\n/m, '').trim()));
  said = undefined;
});
helper.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => helper.kill(signal));

function welcome(ofTheLan) {
  return `
Davylamp is lit:  ${url}

  1. Open this link once; it pairs your browser with the helper on this computer:
     ${url}/#pair=${token}
  2. Look around the demo fleet, then choose "Add my miner" and type its address.
  3. Leave this window open while you want your miners watched. Stop with Ctrl+C.
${ofTheLan === '' ? '' : `\n${[ofTheLan, withoutScreen(ofTheLan)].join('\n').replace(/^(?=.)/gm, '  ')}\n`}`;
}

/** A box without a screen has no browser of its own; its owner sits at another computer that trusts the certificate. */
function withoutScreen(ofTheLan) {
  const [origin] = /https:\/\/\S+/.exec(ofTheLan) ?? [];
  if (origin === undefined) return '';
  return `If this computer has no screen, open this link once on your own, instead of the one under 1:\n   ${origin}/#pair=${token}`;
}

async function refuseTakenLanPorts() {
  for (const [option, lanPort] of [
    ['--lan-port', options.lanPort],
    ['--certificate-port', options.certificatePort],
  ]) {
    if (!(await portIsTaken('0.0.0.0', lanPort))) continue;
    console.error(
      `Port ${lanPort} is taken by another program. Choose another: npm start -- --lan ${option} ${lanPort + 10}`,
    );
    process.exit(1);
  }
}

/** Ends the process: there is nothing to start where another one listens. */
async function leaveTaken() {
  const kept = keptToken();
  if (kept === undefined || !(await isDavylamp(url, kept))) {
    const other = port === 8790 ? 8791 : 8790;
    console.error(`Port ${port} is taken by another program. Choose another: npm start -- --port ${other}`);
    process.exit(1);
  }
  if (options['new-token']) {
    console.error(
      `Davylamp runs already on port ${port}. Stop it in its window with Ctrl+C, then ask for a new link again.`,
    );
    process.exit(1);
  }
  console.log(`
Davylamp runs already:  ${url}

  This link pairs a browser with it:
     ${url}/#pair=${kept}
`);
  process.exit(0);
}

/** The name to open in a browser on this computer, as the helper has it. */
function nameOf(address) {
  if (['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'].includes(address)) return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}
