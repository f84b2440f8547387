/** The pairing token: kept in the owner's own folder, so that a paired browser stays paired after a restart. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What Davylamp keeps on this computer, the owner's alone: the token, paired devices, the certificate authority. */
export const folder =
  process.env.DAVYLAMP_FOLDER ||
  join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'davylamp');
const file = join(folder, 'pairing-token');
const OWNER_ONLY = 0o600;

/** The token of the last start, or the one that the environment sets; undefined where there is none. */
export function keptToken() {
  if (process.env.DAVYLAMP_TOKEN) return process.env.DAVYLAMP_TOKEN;
  try {
    // One that was copied from elsewhere, perhaps. Windows keeps no such modes: there the user's folder decides.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY);
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[\w-]{43}$/.test(kept)) return kept;
    console.warn(
      `The pairing token in ${file} is damaged. A new one takes its place; pair your browser again.`,
    );
  } catch (error) {
    if (error.code !== 'ENOENT') console.warn(`The pairing token in ${file} cannot be read (${error.code}).`);
  }
  return undefined;
}

/** A new token, kept for the next start where it can be. */
export function issueToken() {
  const issued = randomBytes(32).toString('base64url');
  try {
    keep(issued);
  } catch (error) {
    console.warn(
      `The pairing token cannot be kept in ${folder} (${error.code}): you will have to pair again after a restart.`,
    );
  }
  return issued;
}

/**
 * Turns away all browsers and devices: a new token in place of the old one. Ends the process where that cannot be kept,
 * because the next start would let them all in again.
 */
export function replaceToken() {
  if (process.env.DAVYLAMP_TOKEN) {
    console.error('DAVYLAMP_TOKEN sets the pairing token: change it there. --new-token cannot.');
    process.exit(1);
  }
  const issued = randomBytes(32).toString('base64url');
  try {
    rmSync(join(folder, 'paired-devices.json'), { force: true });
    keep(issued);
  } catch (error) {
    console.error(
      `No new link: ${folder} cannot be written to (${error.code}), so the old link would work again after a restart.`,
    );
    process.exit(1);
  }
  return issued;
}

/** In one step: a start that is broken off leaves the old token or the new one. */
function keep(token) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, `${token}\n`, { mode: OWNER_ONLY, flush: true });
  renameSync(`${file}.new`, file);
}
