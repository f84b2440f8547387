import { SERIES, type SeriesDefinition, type SeriesName } from '../domain/series.ts';
import { FACTS, OUTSIDE_INPUTS, type ToldInput } from './told-inputs.ts';

/** What features may be worked out from. A name outside of it is a slip of the pen, not a value that is missing. */
export interface KnownInputs {
  /** Telemetry, as the store's tiers hold it. */
  readonly series: readonly (SeriesDefinition & { readonly name: SeriesName })[];
  readonly outside: readonly ToldInput[];
  readonly facts: readonly ToldInput[];
}

/** What this house knows of. */
export const KNOWN_INPUTS: KnownInputs = { series: SERIES, outside: OUTSIDE_INPUTS, facts: FACTS };
