import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mismatch } from './compare.ts';

/**
 * Expectations that their own recording contradicts. By the fixtures' README null means that the device did not say;
 * here the device said it, in a file of the same folder. Only "did not say" can be disputed, never a value, and only
 * where the file with the evidence is there.
 */
interface Dispute {
  readonly family: string;
  readonly field: RegExp;
  /** Where in the folder it is said, and how. */
  readonly file: RegExp;
  readonly said: RegExp;
  readonly why: string;
}

const DISPUTES: readonly Dispute[] = [
  {
    family: 'sealminer',
    field: /^expected_hashrate_hs$/,
    file: /^stats$/,
    said: /"MHS\(Ideal\)":\s*[1-9]/,
    why: 'stats.json tells what the chips should do at their clock (MHS(Ideal), the sum of its boards)',
  },
  {
    family: 'hiveon',
    field: /^faults/,
    file: /^stats$/,
    said: /"psu_status":\s*"(?!PSU OK)[^"]|"chain_acs\d+":\s*"[ o]*x/,
    why: 'stats.rpc.json tells a supply that is not OK (psu_status), or dead chips (x in chain_acs)',
  },
  {
    family: 'antminer-stock',
    field: /^frequency_mhz$/,
    file: /stats$/,
    said: /"(?:frequency|total_freqavg)":\s*"?[1-9]/,
    why: 'stats.rpc.json tells the clock of the whole (frequency)',
  },
  {
    family: 'antminer-stock',
    field: /^faults/,
    file: /stats$/,
    said: /"(?:chain_acs\d+|asic)":\s*"[ o-]*x/i,
    why: 'its stats show dead chips (x in the map of a board)',
  },
  {
    family: 'mara',
    field: /^faults/,
    file: /brief$/,
    said: /"indicator":\s*"(?!Fully functional)[^"]+",\s*"indicator_long":\s*"[^"]+"/,
    why: 'brief.json tells what is wrong (indicator, indicator_long)',
  },
  {
    family: 'mara',
    field: /^fans\[\d+\]\.percent$/,
    file: /fans$/,
    said: /"percent":\s*\d/,
    why: 'fans.json tells the one speed of all fans (percent)',
  },
  {
    family: 'mara',
    field: /^(?:boards\[\d+\]\.)?frequency_mhz$/,
    file: /hashboards$/,
    said: /"frequency_average":\s*[1-9]/,
    why: 'hashboards.json tells the clock of each board, and of all of them (frequency_average)',
  },
  {
    family: 'goldshell',
    field: /\.frequency_mhz$/,
    file: /devs$/,
    said: /"clock":\s*[1-9]/,
    why: 'devs.rpc.json tells the clock of each board',
  },
  {
    family: 'avalon',
    field: /^faults/,
    file: /stats$/,
    said: /EC(?:HU|MM)\[[^\]]*[1-9]/,
    why: 'stats.rpc.json tells error codes of hash boards or of the main module (ECHU, ECMM)',
  },
  {
    family: 'axeos',
    field: /^faults/,
    file: /info$/,
    said: /"overheat_mode":\s*1/,
    why: 'api_system_info.json tells that it stopped itself because of heat (overheat_mode)',
  },
  {
    family: 'goldshell',
    field: /\.voltage_v$/,
    file: /devs$/,
    said: /"voltage":\s*(?:[1-9]|0?\.\d*[1-9])/,
    why: 'devs.rpc.json tells the voltage of each board',
  },
  {
    family: 'auradine',
    field: /^temp_chip_max_c$|\.temp_chip_c$/,
    file: /^temperature$/,
    said: /"ChipTemp":\s*\[\s*\{[^}]*"Temperature":\s*[1-9]/,
    why: 'temperature.json tells the temperature of each chip (ChipTemp)',
  },
  {
    family: 'auradine',
    field: /^temp_board_max_c$/,
    file: /^devs$/,
    said: /"Temperature":\s*[1-9]/,
    why: 'devs.json tells the temperature of each board, as boards[].temp_board_c expects',
  },
  {
    family: 'auradine',
    field: /\.frequency_mhz$/,
    file: /^frequency$/,
    said: /"ChipFrequency":\s*\[\s*\{[^}]*"Frequency":\s*[1-9]/,
    why: 'frequency.json tells the clock of each chip of the board (ChipFrequency)',
  },
  {
    family: 'auradine',
    field: /^voltage_in_v$/,
    file: /^psu$/,
    said: /"Vin":\s*"[1-9]/,
    why: 'psu.json tells the voltage at the supply (Vin)',
  },
  {
    family: 'epic',
    field: /^firmware$/,
    file: /summary$/,
    said: /"Software":\s*"[^"]+"/,
    why: 'summary.json tells the firmware (Software)',
  },
  {
    family: 'epic',
    field: /^pools/,
    file: /summary$/,
    said: /"StratumConfigs":\s*\[\s*\{[^}]*"pool":\s*"[^"]+"/,
    why: 'summary.json tells the pools (StratumConfigs)',
  },
  {
    family: 'proto',
    field: /^pools/,
    file: /pools$/,
    said: /"url":\s*"[^"]+"/,
    why: 'pools.json tells the pools',
  },
  {
    family: 'proto',
    field: /^shares$/,
    file: /pools$/,
    said: /"accepted":\s*\d/,
    why: 'pools.json counts the shares of each pool',
  },
];

/** Why a mismatch is the expectation's fault, in the recording's own words; undefined where it is ours. */
export function disputed(family: string, folder: string, { field, expected }: Mismatch): string | undefined {
  // A list that should be empty shows as its length.
  const saysNothing = expected === null || (field.endsWith('.length') && expected === 0);
  if (!saysNothing) return undefined;
  return DISPUTES.find(
    (dispute) => dispute.family === family && dispute.field.test(field) && isSaid(dispute, folder),
  )?.why;
}

function isSaid({ file, said }: Dispute, folder: string): boolean {
  return readdirSync(folder)
    .filter((name) => name !== 'expected.json' && file.test(name.replace(/(\.rpc|\.cgi)?\.json$/, '')))
    .some((name) => said.test(readFileSync(join(folder, name), 'utf8')));
}
