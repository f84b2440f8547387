import type { Alert, AlertKind, SharedCause } from '../alert.ts';
import { hostOfUrl } from '../pool-of-url.ts';
import { neighbourhoodOf } from '../scan-range.ts';
import type { MinerTrack } from './miner-track.ts';
import { isFresh, stateOf, type WatchContext } from './miner-watch.ts';

/** A plug, or a circuit, that feeds miners. */
export interface PowerLine {
  readonly name: string;
  readonly minerIds: readonly string[];
  /** Has it answered lately? */
  readonly answers: boolean;
}

interface Whereabouts {
  readonly minerId: string;
  readonly network: string | undefined;
  readonly pool: string | undefined;
  readonly isWell: boolean;
}

/** Troubles that a pool, or the way to it, brings upon all that mine there. */
const OF_POOLS: ReadonlySet<AlertKind> = new Set<AlertKind>(['not-hashing', 'silent-death', 'pool-failover']);

/**
 * What the miners of a shared alert have in common that is likely to have failed: something that all of them share, and
 * nobody who is well. That is evidence, no proof: a page says what speaks for it. Undefined where nothing stands out.
 */
export function sharedCause(
  { kind, minerIds }: Pick<Alert, 'kind' | 'minerIds'>,
  tracks: Iterable<MinerTrack>,
  context: WatchContext,
  lines: readonly PowerLine[] = [],
): SharedCause | undefined {
  const isOffline = kind === 'unreachable';
  if (!isOffline && !OF_POOLS.has(kind)) return undefined;
  const ill = new Set(minerIds);
  const fleet = [...tracks].map((track) => ({
    ...whereabouts(track),
    isWell:
      !ill.has(track.miner.id) &&
      (isOffline ? isFresh(track, context) : stateOf(track, context) === 'hashing'),
  }));
  return isOffline ? failedOnTheWay(ill, fleet, lines) : failedPool(ill, fleet);
}

/** The narrowest first: what a plug explains, the network does as well. */
function failedOnTheWay(
  ill: ReadonlySet<string>,
  fleet: readonly Whereabouts[],
  lines: readonly PowerLine[],
): SharedCause | undefined {
  const well = new Set(fleet.flatMap(({ minerId, isWell }) => (isWell ? minerId : [])));
  const othersWell = well.size;
  const line = lines.find(
    ({ minerIds }) => isSubset(ill, new Set(minerIds)) && !minerIds.some((id) => well.has(id)),
  );
  const plugAnswers = lines.find(({ answers }) => answers)?.name;
  if (line && (othersWell > 0 || line.minerIds.length < fleet.length))
    return { by: 'power', name: line.name, othersWell, plugAnswers: line.answers ? line.name : undefined };
  if (othersWell === 0) return { by: 'everything', othersWell, plugAnswers };
  const network = onlyOf(ill, fleet, 'network');
  return network === undefined ? undefined : { by: 'network', name: network, othersWell };
}

function failedPool(ill: ReadonlySet<string>, fleet: readonly Whereabouts[]): SharedCause | undefined {
  const name = onlyOf(ill, fleet, 'pool');
  const othersWell = fleet.filter(({ isWell }) => isWell).length;
  return name === undefined ? undefined : { by: 'pool', name, othersWell };
}

/** What all of these share and nobody who is well does; undefined where there is no such thing. */
function onlyOf(
  ill: ReadonlySet<string>,
  fleet: readonly Whereabouts[],
  what: 'network' | 'pool',
): string | undefined {
  const names = new Set(fleet.flatMap((each) => (ill.has(each.minerId) ? [each[what]] : [])));
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return undefined;
  return fleet.some((each) => each.isWell && each[what] === name) ? undefined : name;
}

function whereabouts({ miner, reading }: MinerTrack): Omit<Whereabouts, 'isWell'> {
  // The pool that its owner wants, which is not the one in use after a fail-over.
  const [wanted] = reading?.pools ?? [];
  return {
    minerId: miner.id,
    network: neighbourhoodOf(miner.address.host),
    pool: wanted ? hostOfUrl(wanted.url) || undefined : undefined,
  };
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((each) => whole.has(each));
}
