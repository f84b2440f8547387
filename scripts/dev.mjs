/** `npm run dev`: the helper and Vite's server with hot reload, side by side. */
import { spawn } from 'node:child_process';
import { portIsTaken } from './listener.mjs';
import { installDependencies, requireNode, root, tool } from './setup.mjs';

/** Vite hands the app's calls on to the helper at this port (vite.config.ts). */
const HELPER_PORT = 8787;
const PAGE_PORT = 5173;

requireNode();
for (const port of [HELPER_PORT, PAGE_PORT]) {
  const taken = await Promise.all(['127.0.0.1', '::1'].map((host) => portIsTaken(host, port)));
  if (!taken.includes(true)) continue;
  console.error(
    `Port ${port} is taken, and npm run dev needs it: stop what listens there (npm start, perhaps, or another npm run dev), then run it again.`,
  );
  process.exit(1);
}
installDependencies();
const token = process.env.DAVYLAMP_TOKEN ?? 'development-only-token-development-only';
const children = [
  spawn(process.execPath, ['--import', 'tsx', 'proxy/main.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      DAVYLAMP_TOKEN: token,
      DAVYLAMP_PORT: String(HELPER_PORT),
      DAVYLAMP_ALLOW_HOSTS: `localhost:${PAGE_PORT}`,
    },
  }),
  spawn(tool('vite'), ['--port', String(PAGE_PORT), '--strictPort'], { cwd: root, stdio: 'inherit' }),
];
console.log(`\nOpen http://localhost:${PAGE_PORT}/#pair=${token}\n`);
const stop = () => {
  for (const child of children) child.kill();
};
for (const child of children) child.on('exit', stop);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
