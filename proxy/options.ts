import { join } from 'node:path';
import type { hearNames } from './advertised-names.ts';
import type { Knock } from './knock.ts';
import type { LanPlace } from './lan-place.ts';
import { parsePorts } from './port-list.ts';
import type { RecordingOptions } from './recorder/recording.ts';
import { SMALLEST_RING_BYTES } from './recorder/row-log.ts';
import type { Resolve } from './target.ts';
import { environmentKeys } from './upstream/environment-keys.ts';
import type { UpstreamDirectory } from './upstream/upstream-call.ts';
import type { UpstreamFetch } from './upstream/upstream-fetch.ts';
import type { UpstreamLimits } from './upstream/upstream-gate.ts';

/** How the helper is set up. */
export interface ProxyOptions {
  /** Pairing token that every call must carry. */
  readonly token: string;
  /** Address to listen on; by default this computer only. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Further names (with or without port) under which the app may be opened. */
  readonly allowHosts?: readonly string[];
  /** Further device ports, for example `9000,20000-20100`. */
  readonly devicePorts?: string;
  /** May targets lie in 100.64.0.0/10 (Tailscale and the like)? */
  readonly allowCgnat?: boolean;
  /** Folder for what outlives the helper: paired devices, the certificate authority. Absent: nothing is kept. */
  readonly folder?: string;
  /** The door for the home network; absent: there is none. */
  readonly lan?: LanOptions;
  /** Records the miners while no page does; absent: it does not. */
  readonly record?: RecordingOptions;
  /** The clock, epoch ms. */
  readonly nowMs?: () => number;
  /** Folder of the built app. */
  readonly dist?: string;
  /** Name resolution; the system's by default. */
  readonly resolve?: Resolve;
  /** How a scan asks whether somebody listens; by TCP by default. */
  readonly knock?: Knock;
  /** How a scan hears the names of devices; by mDNS by default. */
  readonly hearNames?: typeof hearNames;
  /** How providers outside of the house are asked. */
  readonly upstream?: UpstreamOptions;
  /** Largest reply of a device, bytes. */
  readonly maxReplyBytes?: number;
  /** How long a caller may take to say what it wants, ms. */
  readonly patienceMs?: number;
  /** How long a connection may carry nothing, ms; longer than any device is waited for. */
  readonly idleMs?: number;
}

export interface UpstreamOptions {
  /** The keys that the owner keeps with the helper; none by default. */
  readonly keyOf?: UpstreamDirectory['keyOf'];
  /** Who may be asked; the providers of the table by default. */
  readonly upstreamOf?: UpstreamDirectory['upstreamOf'];
  /** How they are reached; by HTTPS, and never inside of the house, by default. */
  readonly fetch?: UpstreamFetch;
  readonly limits?: Partial<UpstreamLimits>;
}

/** How other devices of the home network come in. */
export interface LanOptions {
  /** Port for HTTPS; 0 takes any free one. */
  readonly port: number;
  /** Port of the page about the certificate, by plain HTTP; 0 takes any free one. */
  readonly certificatePort: number;
  /** Address to listen on; every IPv4 one of this computer by default. */
  readonly listenOn?: string;
  /** What this computer is called and where it is; the system's own words by default. */
  readonly place?: () => LanPlace;
}

/** A token shorter than this could be guessed. */
const SHORTEST_TOKEN = 32;

/**
 * Reads the options from the environment, as `npm start` sets it.
 * @throws Error with one plain sentence when one of them makes no sense
 */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv): ProxyOptions {
  const token = env.DAVYLAMP_TOKEN ?? '';
  if (token.length < SHORTEST_TOKEN)
    throw new Error(`DAVYLAMP_TOKEN must have at least ${SHORTEST_TOKEN} characters.`);
  const port = portIn(env, 'DAVYLAMP_PORT', 8787);
  const devicePorts = env.DAVYLAMP_DEVICE_PORTS ?? '';
  requirePorts(devicePorts);
  if (env.DAVYLAMP_LAN === '1' && !staysOnThisComputer(env.DAVYLAMP_HOST || undefined))
    throw new Error('DAVYLAMP_HOST would open the helper by plain HTTP; with DAVYLAMP_LAN leave it out.');
  return {
    token,
    port,
    devicePorts,
    allowCgnat: env.DAVYLAMP_ALLOW_CGNAT === '1',
    upstream: { keyOf: environmentKeys(env) },
    allowHosts: (env.DAVYLAMP_ALLOW_HOSTS ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    ...(env.DAVYLAMP_HOST ? { host: env.DAVYLAMP_HOST } : {}),
    ...(env.DAVYLAMP_FOLDER ? { folder: env.DAVYLAMP_FOLDER } : {}),
    ...(env.DAVYLAMP_RECORD === '1' ? { record: recordingIn(env) } : {}),
    ...(env.DAVYLAMP_LAN === '1'
      ? {
          lan: {
            port: portIn(env, 'DAVYLAMP_LAN_PORT', 8788),
            certificatePort: portIn(env, 'DAVYLAMP_CERTIFICATE_PORT', 8789),
          },
        }
      : {}),
  };
}

/** Is an address to listen on one that only this computer reaches? */
export function staysOnThisComputer(host = 'localhost'): boolean {
  return host === 'localhost' || host === '::1' || /^127\.[\d.]+$/.test(host);
}

const MEGABYTE = 1_000_000;

/** @throws Error with one plain sentence when there is no folder to record into, or no sense in how much */
function recordingIn(env: NodeJS.ProcessEnv): RecordingOptions {
  const { DAVYLAMP_FOLDER: folder } = env;
  if (!folder) throw new Error('DAVYLAMP_RECORD needs DAVYLAMP_FOLDER: where to keep what is recorded.');
  const keepDays = Number(env.DAVYLAMP_RECORD_DAYS ?? 14);
  if (!(keepDays >= 1 && keepDays <= 3_650))
    throw new Error(`--record-days ${env.DAVYLAMP_RECORD_DAYS} makes no sense: choose 1 to 3650.`);
  const maxBytes = Math.round(Number(env.DAVYLAMP_RECORD_MB ?? 200) * MEGABYTE);
  if (!(maxBytes >= SMALLEST_RING_BYTES && maxBytes <= 1_000_000 * MEGABYTE))
    throw new Error(`--record-mb ${env.DAVYLAMP_RECORD_MB} makes no sense: choose 1 to 1000000.`);
  return { folder: join(folder, 'recorder'), keepDays, maxBytes };
}

function portIn(env: NodeJS.ProcessEnv, name: string, usual: number): number {
  const port = Number(env[name] ?? usual);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} is no port: ${env[name]}`);
  return port;
}

function requirePorts(list: string): void {
  try {
    parsePorts(list);
  } catch (cause) {
    throw new Error(`--ports "${list}" is no list of ports: write, for example, 9000,20000-20100.`, {
      cause,
    });
  }
}
