/** `npm run dev`: the helper and Vite's server with hot reload, side by side. */
import { spawn } from 'node:child_process';
import { installDependencies, requireNode, root, tool } from './setup.mjs';

requireNode();
installDependencies();
const token = process.env.DAVYLAMP_TOKEN ?? 'development-only-token-development-only';
const children = [
  spawn(process.execPath, ['--import', 'tsx', 'proxy/main.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DAVYLAMP_TOKEN: token, DAVYLAMP_ALLOW_HOSTS: 'localhost:5173' },
  }),
  spawn(tool('vite'), ['--port', '5173', '--strictPort'], { cwd: root, stdio: 'inherit' }),
];
console.log(`\nOpen http://localhost:5173/#pair=${token}\n`);
const stop = () => {
  for (const child of children) child.kill();
};
for (const child of children) child.on('exit', stop);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
