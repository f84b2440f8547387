import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `summary.rpc.json`, or `.rpc.txt` where the device answers in cgminer's text form. */
const RPC_FILE = /\.rpc\.(?:json|txt)$/;

/** Families whose web pages, if any, are called otherwise than the commands of their API. */
const API_UNMARKED = new Set(['sealminer', 'goldshell', 'avalon', 'whatsminer', 'luxos']);

/** Families whose web pages are called like the commands of their API, but answer in another form. */
const CALLED_ALIKE = /^(?:antminer|hiveon|mskminer|hammer|vnish)/;

/** Commands of WhatsMiner's API v3. */
export const IS_FRAMED =
  /^get[-_.](?:device[-_.]info|miner[-_.]status|miner[-_.]setting|system[-_.]setting)/i;

/** The recordings of a folder that answer commands of the cgminer API. */
export function apiRecordings(folder: string, family: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name !== 'expected.json');
  return files.filter(
    (name) =>
      !IS_FRAMED.test(name) &&
      (RPC_FILE.test(name) ||
        isUnmarked(family, name) ||
        (!hasMarkedTwin(name, files) && isApiAlone(family, join(folder, name)))),
  );
}

/** Some replies of the API are recorded without the `.rpc` by which they are told from web pages. */
function isUnmarked(family: string, file: string): boolean {
  const [, commands = ''] = /^(.+)\.(?:json|txt)$/.exec(file) ?? [];
  // Goldshell has a page of this name.
  const isStatus = family === 'whatsminer' && /^status$/i.test(commands);
  return (
    isStatus || (API_UNMARKED.has(family) && commands.split('+').every((command) => COMMAND.test(command)))
  );
}

const COMMAND = /^(?:version|devdetails|e?devs|e?stats|litestats|summary|pools|get_\w+)$/i;

/** The command that a recording answers, or several of them: `summary+version`. */
export function commandOf(file: string): string {
  return file.replace(/(?:\.rpc)?\.(?:json|txt)$/i, '').toLowerCase();
}

/** An unmarked reply that only the API gives: pages of the same name have one STATUS and no list of them. */
export function isApiAlone(family: string, path: string): boolean {
  return (
    CALLED_ALIKE.test(family) &&
    /[/\\](?:version|summary|stats|pools|devs)\.(?:json|txt)$/.test(path) &&
    /^\s*(?:STATUS=[A-Z],|\{[\s\S]*"STATUS"\s*:\s*\[\s*\{[^[\]]*"Code"\s*:)/.test(readFileSync(path, 'utf8'))
  );
}

function hasMarkedTwin(file: string, files: readonly string[]): boolean {
  const [command] = file.split('.');
  return files.some((other) => RPC_FILE.test(other) && other.startsWith(`${command}.`));
}
