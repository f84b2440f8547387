import * as v from 'valibot';
import { LAG_MODEL_VERSION, type LagModel } from './fitted-lags.ts';
import { lagNames } from './lag-rows.ts';
import { curve, levels, readModel, size, whole } from './model-schema.ts';
import type { ReadRowModel } from './row-learner.ts';

const steps = v.pipe(v.array(size(20_000)), v.maxLength(1000));
const step = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4096));

const schema = v.object({
  kind: v.string(),
  version: v.literal(LAG_MODEL_VERSION),
  design: v.object({ lags: steps, means: steps, season: size(20_000), seasons: steps }),
  horizon: size(4096),
  levels,
  past: v.array(v.string()),
  ahead: v.array(v.string()),
  curve,
  groups: v.array(v.object({ from: step, to: step, heads: v.array(v.unknown()) })),
});

/** @throws ForecastError where it is damaged */
export function readLagModel(json: unknown, read: ReadRowModel): LagModel {
  const { groups, version: _, ...rest } = readModel(schema, json);
  return whole(() => {
    const features = lagNames(rest.design, rest.past, rest.ahead).length;
    let next = 0;
    for (const { from, to, heads } of groups) {
      if (from !== next || to <= from) throw new RangeError(`steps ${from} to ${to} follow on ${next}`);
      if (heads.length !== 1 + rest.levels.length) throw new RangeError(`${heads.length} models of a step`);
      next = to;
    }
    if (next !== rest.horizon) throw new RangeError(`${next} steps instead of ${rest.horizon}`);
    return {
      ...rest,
      groups: groups.map(({ heads, ...own }) => ({
        ...own,
        heads: heads.map((head) => read(head, features)),
      })),
    };
  });
}
