import * as v from 'valibot';
import { ForecastError } from './forecast-error.ts';
import type { CurvePoint } from './forecaster.ts';

/** A number that is one. JSON holds no other, but what is read may come from elsewhere. */
export const finite = v.pipe(v.number(), v.finite());
/** A size that a damaged file cannot make endless. */
export const size = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const levels = v.pipe(v.array(share), v.readonly());

export const curve: v.GenericSchema<unknown, readonly CurvePoint[]> = v.array(
  v.object({
    loss: orNaN(),
    validationLoss: orNaN(),
    // What has no percent is null in JSON.
    errors: v.optional(v.object({ mae: orNaN(), mape: orNaN() })),
  }),
);

export const scaler = v.object({
  kind: v.picklist(['standard', 'min-max', 'log', 'robust']),
  parameters: v.object({ centre: finite, spread: finite }),
});

function orNaN() {
  return v.pipe(
    v.nullable(v.number()),
    v.transform((value) => value ?? Number.NaN),
  );
}

/** Reads a part of a stored model. @throws ForecastError that tells where it is damaged */
export function readModel<Model>(schema: v.GenericSchema<unknown, Model>, json: unknown): Model {
  const read = v.safeParse(schema, json);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const where = v.getDotPath(issue);
  throw new ForecastError({
    kind: 'damaged-model',
    what: where ? `at "${where}", ${issue.message}` : issue.message,
  });
}

/** Whatever is wrong with a model that is put together of what was read is damage. */
export function whole<Model>(build: () => Model): Model {
  try {
    return build();
  } catch (error) {
    if (error instanceof RangeError)
      throw new ForecastError({ kind: 'damaged-model', what: error.message }, { cause: error });
    throw error;
  }
}
