import { type Accessor, createMemo } from 'solid-js';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import type { FeatureList } from '../../workers/learner-api.ts';
import { useFleet } from '../fleet-context.ts';
import { featureInWords } from './feature-in-words.ts';
import type { FeatureInWords } from './reason-words.ts';

/** How the owner reads figures, as it is set now. */
export interface Figures {
  readonly options: Accessor<{ readonly temperatureUnit: 'C' | 'F'; readonly nowMs: number }>;
  readonly currency: Accessor<string>;
  /** Words for what models of a target with this unit look at. */
  readonly features: (unit: string) => FeatureInWords;
}

const MINUTE_MS = 60_000;

export function createFigures(list: Accessor<FeatureList | undefined>): Figures {
  const fleet = useFleet();
  const settings = () => fleet.view()?.settings ?? DEFAULT_SETTINGS;
  const temperatureUnit = createMemo(() => settings().temperatureUnit);
  const currency = createMemo(() => settings().currency);
  const nowMs = createMemo(() => Math.floor(fleet.nowMs() / MINUTE_MS) * MINUTE_MS);
  const options = createMemo(() => ({ temperatureUnit: temperatureUnit(), nowMs: nowMs() }));
  const features = (unit: string) =>
    featureInWords(list(), unit, { currency: currency(), temperatureUnit: temperatureUnit() });
  return { options, currency, features };
}
