import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The recording that answers a web request. The fixtures' README names it after the path with `/` as `_`
 * (`api_system_info.json`); many leave out what all paths of the family begin with (`miner_stats.json` is
 * /api/v1/miner/stats), `.cgi`, or add what the query asks for (`mcb_cgminer_devs.json`).
 */
export function webRecording(folder: string, url: URL): string | undefined {
  const segments = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const asked = [...url.searchParams].flatMap(([key, value]) => [value, `${key}_${value}`, `${key}${value}`]);
  const whole = [...url.searchParams].flat().join('_');
  for (let from = 0; from < segments.length; from += 1) {
    const name = segments.slice(from).join('_');
    const own = [whole, ...asked].filter(Boolean).map((value) => `${name}_${value}`);
    const found = recordingNamed(folder, [...own, name, ...(OTHER_NAMES[name] ?? [])]);
    if (found) return found;
  }
  return undefined;
}

/** Recordings that are named after what they hold and not after their path (asic-rs, `src/test/json`). */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  // Braiins OS: the network card, of LuCI.
  iface_status_lan: ['net_conf'],
  // ePIC: one value for each chip.
  temps_chip: ['chip_temps'],
  voltages: ['chip_voltages'],
  hashrate: ['chip_hashrates', 'chip_hashrate'],
  // Proto OS: with `level` asking for everything.
  telemetry: ['telemetry_full'],
};

/** The recording of a message that is no cgminer command: `get_device_info` for `get.device.info`. */
export function messageRecording(
  folder: string,
  body: Readonly<Record<string, unknown>>,
): string | undefined {
  const command = String(body.cmd ?? body.command ?? '');
  const param = typeof body.param === 'string' ? body.param : '';
  return recordingNamed(folder, param === '' ? [command] : [`${command}_${param}`, command], true);
}

/** GraphQL has one path; what is asked for stands in the body, and recordings are named after it (`gql_boards`). */
export function graphqlRecording(folder: string, operation: string): string | undefined {
  return recordingNamed(folder, [`gql_${operation}`, `graphql_${operation}`]);
}

const RECORDING = /^(.+?)(\.rpc)?(?:\.(?:json|html|txt))?$/;

/** The first of the names that a file has; `.rpc.json` answers the cgminer API, and others only where `orRpc`. */
function recordingNamed(folder: string, names: readonly string[], orRpc = false): string | undefined {
  const files = new Map<string, string>();
  for (const file of readdirSync(folder).sort()) {
    const [, name, rpc] = RECORDING.exec(file) ?? [];
    if (name === undefined || file === 'expected.json' || (rpc !== undefined && !orRpc)) continue;
    // `summary.json` goes before `summary.txt`, and before the same name with a prefix.
    if (!files.has(plain(name))) files.set(plain(name), file);
  }
  const found = names.map((name) => files.get(plain(name))).find((file) => file !== undefined);
  return found === undefined ? undefined : join(folder, found);
}

/**
 * A name without what people write in one way or another: `miner-psu-status.php` is recorded as `miner_psu_status`,
 * `user/userpanel?post=4` as `user_userpanel_post_4` or `POST_user_userpanel.post=4`.
 */
function plain(name: string): string {
  return name
    .replace(/\.(?:cgi|php)/, '')
    .replace(/^(?:GET|POST|web|http)[_-]/, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '_')
    .replace(/^_|_$/g, '')
    .replace(/_(?:cgi|php)$/, '');
}
