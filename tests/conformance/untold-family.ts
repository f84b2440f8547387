import type { MinerFamily } from '../../src/domain/miner.ts';

/**
 * By which recordings a family is told. Those of other families are told by their start page or the refusal of it,
 * which no recording holds and `door-signs.ts` answers.
 */
const WHO: Readonly<Partial<Record<MinerFamily, RegExp>>> = {
  axeos: /info/i,
  nerdos: /info/i,
  avalon: /version|(?:^|\+)stats/i,
  auradine: /ipreport|version/i,
  goldshell: /status|version/i,
  iceriver: /userpanel/i,
  whatsminer: /version|devdetails|summary|get[._]device[._]info/i,
  xmrig: /summary/i,
};

/**
 * The family of a folder whose recordings do not tell who they are of: it is then taken as its folder says. A recording
 * that does tell it must be recognised.
 */
export function untoldFamily(family: string, files: readonly string[]): MinerFamily | undefined {
  if (!isTold(family)) return undefined;
  const told = files.some((file) => file !== 'expected.json' && WHO[family]?.test(file));
  return told ? undefined : family;
}

function isTold(family: string): family is keyof typeof WHO {
  return Object.hasOwn(WHO, family);
}
