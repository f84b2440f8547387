import type { MinerFamily } from '../domain/miner.ts';
import type { Evidence } from './evidence.ts';
import { DeviceError } from './transport.ts';

/** A mark by which a firmware is told. */
export interface Sign {
  readonly family: MinerFamily;
  readonly shown: (evidence: Evidence) => boolean;
}

/**
 * In this order: firmware of third parties before the stock firmware whose API it keeps (facts on the probe order, from
 * asic-rs `src/factory.rs` and `asic-rs-firmwares/<family>/src/firmware.rs`).
 */
export const SIGNS: readonly Sign[] = [
  { family: 'braiins', shown: (its) => says(its, 'BOSMINER', 'BOSER') || shows(its, 'Braiins OS') },
  { family: 'luxos', shown: (its) => says(its, 'LUXMINER') || shows(its, 'Luxor Firmware') },
  { family: 'mara', shown: (its) => says(its, 'MARAFW', 'KAONSU') || isMara(its) },
  { family: 'vnish', shown: (its) => says(its, 'VNISH') || shows(its, 'AnthillOS') },
  { family: 'hiveon', shown: (its) => says(its, 'HIVEON') || shows(its, 'Hiveon') },
  { family: 'mskminer', shown: (its) => says(its, 'MSKMINER') || isMsk(its) || shows(its, 'MSKMiner') },
  { family: 'elphapex', shown: (its) => /realm="Daoge/i.test(challengeOf(its)) || says(its, 'ELPHAPEX') },
  { family: 'epic', shown: (its) => shows(its, 'Miner Web Dashboard') },
  { family: 'whatsminer', shown: (its) => says(its, 'BITMICRO', 'BTMINER', 'WHATSMINER') },
  { family: 'hammer', shown: (its) => says(its, 'HAMMER') || /realm="Hammer/i.test(challengeOf(its)) },
  { family: 'antminer', shown: (its) => says(its, 'ANTMINER') || /realm="antMiner/i.test(challengeOf(its)) },
  { family: 'sealminer', shown: (its) => says(its, 'BDMINER') || shows(its, 'amazeui') },
  { family: 'avalon', shown: (its) => says(its, 'AVALON') || shows(its, 'Avalon') },
  { family: 'auradine', shown: (its) => says(its, 'GCMINER', 'FLUXOS') },
  { family: 'goldshell', shown: (its) => says(its, 'INTMINER', 'INTCHAINS', 'KDAMINER', 'GOLDSHELL') },
  { family: 'iceriver', shown: (its) => shows(its, '<TITLE>用户界面</TITLE>') || shows(its, 'IceRiver') },
  { family: 'proto', shown: (its) => shows(its, 'Proto OS') },
];

/** AxeOS and NerdOS share the path; NerdOS is told by fields that only it has, and must be asked for first. */
export function espFamily(
  info: Readonly<Record<string, unknown>> | undefined,
): 'axeos' | 'nerdos' | undefined {
  if (typeof info?.ASICModel !== 'string') return undefined;
  const named = typeof info.deviceModel === 'string' && /nerd|q1370/i.test(info.deviceModel);
  const nerd = named || 'hostip' in info || 'asicTemps' in info || typeof info.stratum === 'object';
  return nerd ? 'nerdos' : 'axeos';
}

function says({ said }: Evidence, ...names: readonly string[]): boolean {
  return names.some((name) => said.includes(name));
}

function shows({ page }: Evidence, name: string): boolean {
  return !(page instanceof DeviceError) && page.text.includes(name);
}

/** Digest refuses each path alike, so either question may have met it. */
function challengeOf({ page, info }: Evidence): string {
  for (const reply of [page, info])
    if (!(reply instanceof DeviceError) && reply.status === 401)
      return reply.headers['www-authenticate'] ?? '';
  return '';
}

/** MSKMiner hangs its own version on the model, on a bmminer that others use too: `S19-88 v.2.6.0.39`. */
function isMsk({ said }: Evidence): boolean {
  return said.includes('RWGLR') && /\bV\.\d+\.\d+\.\d+\.\d+/.test(said);
}

/** MARA's web server names itself in its challenge, or spells the algorithm of that as a header of its own. */
function isMara(its: Evidence): boolean {
  if (/realm="(?:mara ?fw|kaonsu)/i.test(challengeOf(its))) return true;
  const { page } = its;
  return !(page instanceof DeviceError) && page.status === 401 && page.headers.algorithm === 'MD5';
}
