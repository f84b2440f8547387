import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ENDINGS = ['json', 'html', 'txt'];

/**
 * The recording that answers a web request. The fixtures' README names it after the path with `/` as `_`
 * (`api_system_info.json`); many leave out what all paths of the family begin with (`miner_stats.json` is
 * /api/v1/miner/stats), `.cgi`, or add what the query asks for (`mcb_cgminer_devs.json`).
 */
export function webRecording(folder: string, url: URL): string | undefined {
  const segments = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const asked = [...url.searchParams].flatMap(([key, value]) => [value, `${key}_${value}`, `${key}${value}`]);
  for (let from = 0; from < segments.length; from += 1) {
    const name = segments.slice(from).join('_');
    const names = [...asked.map((value) => `${name}_${value}`), name, ...(OTHER_NAMES[name] ?? [])];
    const found = firstExisting(
      folder,
      names.flatMap((each) => [
        each,
        each.replace(/\.cgi/, ''),
        `${each}.cgi`,
        withoutScript(each),
        `web_${withoutScript(each)}`,
      ]),
    );
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

/** `miner-psu-status.php` is recorded as `miner_psu_status`. */
function withoutScript(name: string): string {
  return name.replace(/\.(?:cgi|php)/, '').replaceAll('-', '_');
}

/** The recording of a message that is no cgminer command: `get_device_info` for `get.device.info`. */
export function messageRecording(
  folder: string,
  body: Readonly<Record<string, unknown>>,
): string | undefined {
  const command = String(body.cmd ?? body.command ?? '').replaceAll('.', '_');
  const param = typeof body.param === 'string' ? body.param.replaceAll('+', '_') : '';
  const asked = param === '' ? [command] : [`${command}_${param}`, `${command}.${param}`, command];
  const dotted = asked.map((name) => name.replace(command, command.replaceAll('_', '.')));
  return firstExisting(
    folder,
    [...asked, ...dotted].flatMap((name) => [name, `${name}.rpc`]),
  );
}

/** GraphQL has one path; what is asked for stands in the body, and recordings are named after it (`gql_boards`). */
export function graphqlRecording(folder: string, operation: string): string | undefined {
  return firstExisting(folder, [`gql_${operation}`, `graphql_${operation}`]);
}

function firstExisting(folder: string, names: readonly string[]): string | undefined {
  return names
    .flatMap((name) => ENDINGS.map((ending) => join(folder, `${name}.${ending}`)))
    .find((file) => existsSync(file));
}
