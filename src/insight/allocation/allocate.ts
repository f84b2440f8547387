import type {
  AllocationLimit,
  AllocationResult,
  LimitWorth,
  ProtocolRequirements,
  ResourceConstraints,
  ResourceName,
} from '../../domain/allocation.ts';
import { type FallingProgram, solveFalling } from '../../numerics/programming/falling-gains.ts';
import type { ProgramRow, ProgramSolver } from '../../numerics/programming/program.ts';
import { solveSeparable } from '../../numerics/programming/separable-concave.ts';
import { smallestConflict } from './smallest-conflict.ts';

/** A limit of which one more is worth less than this is not told. */
const LEAST_WORTH = 1e-9;
/** As little of a way on is none. */
const NO_WAY = 1e-6;

/**
 * The units of each workload that earn the most together within the resources: exact. Level gains by the simplex method,
 * falling ones by the prices of what is short, shares beside them by chains of lines until the bound is proved. Where nothing keeps all limits, the smallest set of limits that cannot be
 * kept together; where something earns without end, what.
 *
 * @throws RangeError for a figure that makes no sense, with the workload's name
 */
export function allocate(
  resources: ResourceConstraints,
  protocols: readonly ProtocolRequirements[],
  solver: ProgramSolver,
): AllocationResult {
  check(resources, protocols);
  const limits = limitsOf(resources, protocols);
  const isSeparable =
    protocols.every(({ fallPerUnit = 0 }) => fallPerUnit > 0) &&
    protocols.every(({ leastShare, mostShare }) => leastShare === undefined && mostShare === undefined);
  if (isSeparable) {
    const found = separably(resources, protocols);
    if (found) return found;
    return infeasible(resources, protocols, limits, solver);
  }
  const found = solveFalling(programOf(resources, protocols, new Set(limits)), solver);
  if (found.status !== 'optimal')
    return found.status === 'infeasible'
      ? infeasible(resources, protocols, limits, solver)
      : { status: 'unbounded', ids: endlessOf(resources, protocols, solver) };
  const { values, rowPrices, columnPrices, objective } = found;
  const rows = limits.filter(({ kind }) => kind === 'resource' || kind.endsWith('share'));
  const worths: LimitWorth[] = [
    ...rows.map((limit, row) => ({ limit, worthPerUnitDay: rowPrices[row] ?? 0 })),
    ...protocols.map(({ id }, column) => {
      const worthPerUnitDay = columnPrices[column] ?? 0;
      return { limit: { kind: worthPerUnitDay > 0 ? 'most' : 'least', id } as const, worthPerUnitDay };
    }),
  ];
  return resultOf(resources, protocols, values, objective, worths);
}

function resultOf(
  resources: ResourceConstraints,
  protocols: readonly ProtocolRequirements[],
  values: ArrayLike<number>,
  earnedPerDay: number,
  worths: readonly LimitWorth[],
): AllocationResult {
  const names = Object.keys(resources) as ResourceName[];
  const used = (name: ResourceName) =>
    protocols.reduce((sum, { perUnit }, j) => sum + (perUnit[name] ?? 0) * (values[j] ?? 0), 0);
  return {
    status: 'optimal',
    units: Object.fromEntries(protocols.map(({ id }, j) => [id, values[j] ?? 0])),
    earnedPerDay,
    utilisation: Object.fromEntries(
      names.map((name) => [name, (resources[name] ?? 0) > 0 ? used(name) / (resources[name] ?? 1) : 0]),
    ),
    worths: worths
      .filter(({ worthPerUnitDay }) => Math.abs(worthPerUnitDay) > LEAST_WORTH)
      .toSorted((a, b) => Math.abs(b.worthPerUnitDay) - Math.abs(a.worthPerUnitDay)),
  };
}

/** Falling gains without shares of the whole: by the dual, in milliseconds for hundreds of workloads. */
function separably(
  resources: ResourceConstraints,
  protocols: readonly ProtocolRequirements[],
): AllocationResult | undefined {
  const names = Object.keys(resources) as ResourceName[];
  const solution = solveSeparable({
    gains: Float64Array.from(protocols, ({ earnedPerUnitDay }) => earnedPerUnitDay),
    falls: Float64Array.from(protocols, ({ fallPerUnit = 0 }) => fallPerUnit),
    lower: Float64Array.from(protocols, ({ least = 0 }) => least),
    upper: Float64Array.from(protocols, ({ most = Number.POSITIVE_INFINITY }) => most),
    uses: names.map((name) => Float64Array.from(protocols, ({ perUnit }) => perUnit[name] ?? 0)),
    limits: Float64Array.from(names, (name) => resources[name] ?? 0),
  });
  if (!solution || protocols.some(({ least = 0, most = least }) => most < least)) return undefined;
  const { values, objective, prices } = solution;
  const worths: LimitWorth[] = [
    ...names.map(
      (resource, i): LimitWorth => ({
        limit: { kind: 'resource', resource },
        worthPerUnitDay: prices[i] ?? 0,
      }),
    ),
    ...protocols.flatMap(
      ({ id, earnedPerUnitDay, fallPerUnit = 0, perUnit, least = 0, most }, j): LimitWorth[] => {
        const x = values[j] ?? 0;
        const net =
          earnedPerUnitDay -
          fallPerUnit * x -
          names.reduce((sum, name, i) => sum + (perUnit[name] ?? 0) * (prices[i] ?? 0), 0);
        if (x === most && net > 0) return [{ limit: { kind: 'most', id }, worthPerUnitDay: net }];
        if (x === least && net < 0) return [{ limit: { kind: 'least', id }, worthPerUnitDay: net }];
        return [];
      },
    ),
  ];
  return resultOf(resources, protocols, values, objective, worths);
}

function check(resources: ResourceConstraints, protocols: readonly ProtocolRequirements[]): void {
  for (const [name, amount] of Object.entries(resources))
    if (!(amount >= 0)) throw new RangeError(`there cannot be ${amount} of ${name}`);
  for (const { id, earnedPerUnitDay, fallPerUnit = 0, perUnit, least = 0 } of protocols) {
    const figures = [earnedPerUnitDay, ...Object.values(perUnit)];
    if (!figures.every(Number.isFinite) || !(fallPerUnit >= 0) || !(least >= 0))
      throw new RangeError(`${id} has a figure that makes no sense`);
  }
}

function limitsOf(
  resources: ResourceConstraints,
  protocols: readonly ProtocolRequirements[],
): readonly AllocationLimit[] {
  const of = (
    kind: 'least' | 'most' | 'least-share' | 'most-share',
    isGiven: (p: ProtocolRequirements) => boolean,
  ) => protocols.filter(isGiven).map(({ id }) => ({ kind, id }) as const);
  return [
    ...(Object.keys(resources) as ResourceName[]).map(
      (resource) => ({ kind: 'resource', resource }) as const,
    ),
    ...of('least-share', ({ leastShare = 0 }) => leastShare > 0),
    ...of('most-share', ({ mostShare = 1 }) => mostShare < 1),
    ...of('least', ({ least = 0 }) => least > 0),
    ...of('most', ({ most }) => most !== undefined),
  ];
}

/** With these limits only: the rows in their order, bounds in the columns. */
function programOf(
  resources: ResourceConstraints,
  protocols: readonly ProtocolRequirements[],
  kept: ReadonlySet<AllocationLimit>,
): FallingProgram {
  const index = new Set([...kept].map((limit) => ('id' in limit ? `${limit.kind} ${limit.id}` : limit.kind)));
  const has = (kind: 'least' | 'most', id: string) => index.has(`${kind} ${id}`);
  const columns = protocols.map(({ id, earnedPerUnitDay, fallPerUnit = 0, least = 0, most }) => ({
    objective: earnedPerUnitDay,
    fall: fallPerUnit,
    lower: has('least', id) ? least : 0,
    upper: has('most', id) && most !== undefined ? most : Number.POSITIVE_INFINITY,
  }));
  const rows: ProgramRow[] = [...kept].flatMap((limit): ProgramRow[] => {
    if (limit.kind === 'resource') {
      const terms = protocols.flatMap(({ perUnit }, j) => {
        const use = perUnit[limit.resource] ?? 0;
        return use === 0 ? [] : [[j, use] as const];
      });
      return [{ upper: resources[limit.resource], terms }];
    }
    if (limit.kind === 'least' || limit.kind === 'most') return [];
    const own = protocols.findIndex(({ id }) => id === limit.id);
    const share =
      (limit.kind === 'least-share' ? protocols[own]?.leastShare : protocols[own]?.mostShare) ?? 0;
    const terms = protocols.map((_, j) => [j, (j === own ? 1 : 0) - share] as const);
    return [limit.kind === 'least-share' ? { lower: 0, terms } : { upper: 0, terms }];
  });
  return { columns, rows };
}

function infeasible(
  resources: ResourceConstraints,
  protocols: readonly ProtocolRequirements[],
  limits: readonly AllocationLimit[],
  solver: ProgramSolver,
): AllocationResult {
  const canKeep = (kept: readonly AllocationLimit[]) => {
    const { columns, rows } = programOf(resources, protocols, new Set(kept));
    if (columns.some(({ lower = 0, upper = lower }) => upper < lower)) return false;
    const idle = columns.map((column) => ({ ...column, objective: 0 }));
    return solver.solve({ sense: 'maximise', columns: idle, rows }).status !== 'infeasible';
  };
  return { status: 'infeasible', conflict: smallestConflict(limits, canKeep) };
}

/**
 * What grows without end: a direction in which something of level gains grows while nothing that is short is used, no share
 * breaks and nothing of falling gains moves (a recession direction of the program: Rockafellar, Convex Analysis, § 27).
 */
function endlessOf(
  resources: ResourceConstraints,
  protocols: readonly ProtocolRequirements[],
  solver: ProgramSolver,
): readonly string[] {
  const canGrow = ({ fallPerUnit = 0, most }: ProtocolRequirements) =>
    fallPerUnit === 0 && most === undefined;
  if (!protocols.some(canGrow)) return [];
  const nothing = Object.fromEntries(Object.keys(resources).map((name) => [name, 0]));
  const ways = protocols.map(({ least, ...each }) => ({
    ...each,
    fallPerUnit: 0,
    most: canGrow(each) ? 1 : 0,
  }));
  const { columns, rows } = programOf(nothing, ways, new Set(limitsOf(nothing, ways)));
  const { values } = solver.solve({ sense: 'maximise', columns, rows });
  return protocols.filter((_, j) => (values[j] ?? 0) > NO_WAY).map(({ id }) => id);
}
