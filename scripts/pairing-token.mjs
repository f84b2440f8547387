/** The pairing token: kept in the owner's own folder, so that a paired browser stays paired after a restart. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What Davylamp keeps on this computer, the owner's alone: the token, paired devices, the certificate authority. */
export const folder = join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'davylamp');
const file = join(folder, 'pairing-token');

/** The token of the last start, or the one that the environment sets; undefined where there is none. */
export function keptToken() {
  if (process.env.DAVYLAMP_TOKEN) return process.env.DAVYLAMP_TOKEN;
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[\w-]{43}$/.test(kept)) return kept;
  } catch (error) {
    if (error.code !== 'ENOENT') console.warn(`The pairing token in ${file} cannot be read (${error.code}).`);
  }
  return undefined;
}

/** Turns away all paired devices; a helper that starts afterwards knows none. */
export function forgetDevices() {
  rmSync(join(folder, 'paired-devices.json'), { force: true });
}

/** A new token, kept for the next start. */
export function issueToken() {
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
