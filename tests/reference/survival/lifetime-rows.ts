import type { Given } from '../given.ts';

/** Lifetimes of a problem, with its covariates in the order that it names. */
export function lifetimeRows(inputs: Given) {
  const columns = inputs.record('columns');
  const names = covariateNames(inputs);
  return {
    stop: columns.numbers('time'),
    event: columns.numbers('status'),
    covariates: names.map((name) => columns.numbers(name)),
  };
}

/** Covariates of made-up machines to foretell, one list a machine. */
export function profilesOf(inputs: Given): readonly Float64Array[] {
  const profiles = inputs.record('profiles');
  const columns = covariateNames(inputs).map((name) => profiles.numbers(name));
  return Array.from(columns[0] ?? [], (_, profile) =>
    Float64Array.from(columns, (column) => column[profile] ?? Number.NaN),
  );
}

function covariateNames(inputs: Given): readonly string[] {
  const { covariates } =
    typeof inputs.fields.data === 'string' ? inputs.mentioned('data').fields : inputs.fields;
  if (!Array.isArray(covariates)) throw new TypeError('covariates is no list');
  return covariates.map(String);
}
