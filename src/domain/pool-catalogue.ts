import * as v from 'valibot';
import type { Pool } from './pool.ts';

/** The list of pools is not what it should be: the app was built wrong. */
export class PoolCatalogueError extends Error {
  override readonly name = 'PoolCatalogueError';
}

const words = v.pipe(v.string(), v.trim(), v.nonEmpty());
const symbol = v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,6}$/));
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

const pool = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
    name: words,
    coins: v.array(symbol),
    more: v.boolean(),
    algorithms: v.array(words),
    schemes: v.array(
      v.strictObject({
        scheme: v.picklist(['PPS', 'PPS+', 'FPPS', 'PPLNS', 'PROP', 'TIDES', 'SOLO', 'market']),
        // A pool that kept a fifth would be a percentage read as a fraction.
        poolFee: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.2))),
        coins: v.optional(v.pipe(v.array(symbol), v.minLength(1))),
        note: v.optional(words),
      }),
    ),
    minPayouts: v.record(symbol, v.pipe(v.number(), v.minValue(0))),
    hosts: v.array(
      v.strictObject({
        host: v.pipe(v.string(), v.regex(/^(<own host>|(<[a-z]+>|[a-z0-9-])+(\.(<[a-z]+>|[a-z0-9-])+)+)$/)),
        port: v.optional(port),
        tlsPort: v.optional(port),
        note: v.optional(words),
      }),
    ),
    regions: v.array(words),
    note: v.optional(words),
    source: words,
    unverified: v.array(v.picklist(['fee', 'scheme', 'minPayout', 'host', 'port', 'region', 'running'])),
  }),
  v.check(
    ({ coins, more, schemes, minPayouts }) =>
      more ||
      [...schemes.flatMap((each) => each.coins ?? []), ...Object.keys(minPayouts)].every((named) =>
        coins.includes(named),
      ),
    'it pays a coin that it does not have',
  ),
);

const file = v.pipe(
  v.strictObject({ pools: v.array(pool) }),
  v.check(({ pools }) => new Set(pools.map(({ id }) => id)).size === pools.length, 'a pool twice'),
);

/**
 * What models/pools.json holds → the pools, all ranges checked.
 * @throws PoolCatalogueError where anything is amiss: a wrong fee would be a wrong figure in money.
 */
export function readPoolCatalogue(json: unknown): readonly Pool[] {
  const read = v.safeParse(file, json);
  if (!read.success) throw new PoolCatalogueError(v.summarize(read.issues), { cause: read.issues });
  return read.output.pools;
}
