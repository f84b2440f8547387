/** The largest of what was told; undefined where nothing was. */
export function largest(values: readonly (number | undefined)[]): number | undefined {
  return told(values).reduce<number | undefined>(
    (most, value) => (most === undefined || value > most ? value : most),
    undefined,
  );
}

/** The sum of what was told; undefined where nothing was. */
export function total(values: readonly (number | undefined)[]): number | undefined {
  const found = told(values);
  return found.length === 0 ? undefined : found.reduce((sum, value) => sum + value, 0);
}

/** The mean of what was told; undefined where nothing was. */
export function mean(values: readonly (number | undefined)[]): number | undefined {
  const sum = total(values);
  return sum === undefined ? undefined : sum / told(values).length;
}

function told(values: readonly (number | undefined)[]): readonly number[] {
  return values.filter((value): value is number => value !== undefined);
}
