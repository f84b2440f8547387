import { type Accessor, createMemo } from 'solid-js';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import type { FeatureList } from '../../workers/learner-api.ts';
import { useFleet } from '../fleet-context.ts';
import { createShownMoney } from '../pay/create-shown-money.ts';
import { satsBasis } from '../pay/sats-basis.ts';
import type { ShownMoney } from '../pay/shown-money.ts';
import { featureInWords } from './feature-in-words.ts';
import type { FigureOptions } from './forecast-figure.ts';
import type { FeatureInWords } from './reason-words.ts';

/** How the owner reads figures, as it is set now. */
export interface Figures {
  readonly options: Accessor<FigureOptions & { readonly money: ShownMoney; readonly nowMs: number }>;
  /** At what price of bitcoin sums are in satoshi; undefined where they are in the currency. */
  readonly satsBasis: Accessor<string | undefined>;
  /** Words for what models of a target with this unit look at. */
  readonly features: (unit: string) => FeatureInWords;
}

const MINUTE_MS = 60_000;

export function createFigures(list: Accessor<FeatureList | undefined>): Figures {
  const fleet = useFleet();
  const settings = () => fleet.view()?.settings ?? DEFAULT_SETTINGS;
  const temperatureUnit = createMemo(() => settings().temperatureUnit);
  const hashrateUnit = createMemo(() => settings().hashrateUnit);
  const shown = createShownMoney();
  // Each poll brings a new view; nothing is written anew as long as the same stands in it.
  const money = createMemo(shown, undefined, {
    equals: (a, b) => a.currency === b.currency && a.unit === b.unit && a.btcPrice === b.btcPrice,
  });
  const nowMs = createMemo(() => Math.floor(fleet.nowMs() / MINUTE_MS) * MINUTE_MS);
  const options = createMemo(() => ({
    temperatureUnit: temperatureUnit(),
    hashrateUnit: hashrateUnit(),
    money: money(),
    nowMs: nowMs(),
  }));
  const basis = () =>
    settings().sumsIn === 'sats'
      ? satsBasis(settings(), fleet.view()?.outside, { nowMs: nowMs(), demo: fleet.kind === 'demo' })
      : undefined;
  const features = (unit: string) => featureInWords(list(), unit, options());
  return { options, satsBasis: basis, features };
}
