import type { ForecastTarget } from '../../domain/forecast.ts';
import type { EntityKind, EntityRef } from '../../features/definition.ts';
import type { FeatureRegistry } from '../../features/registry.ts';

/** The one house there is. */
export const SITE_ID = 'home';

/** Features of one thing that stand beside a target. */
export interface FeaturesBeside {
  readonly entity: EntityRef;
  readonly names: readonly string[];
}

/**
 * Features of the registry that a model of a target may look at: of the coin, the house, the miner that it is of, by the hour or
 * day. Not those of the minute (a month of minutes for a forecast of hours), nor ones that only repeat what a
 * model that looks back sees itself: lags.
 */
export function featuresBeside(
  { subject }: ForecastTarget,
  registry: FeatureRegistry,
): readonly FeaturesBeside[] {
  const of = (kind: EntityKind, id: string) => ({ entity: { kind, id }, names: namesOf(kind, registry) });
  switch (subject.kind) {
    case 'coin':
      return [of('coin', subject.id)];
    case 'pool':
      return [of('coin', subject.id.split('@')[0] ?? subject.id)];
    case 'site':
      return [of('site', SITE_ID), of('fleet', 'fleet')];
    case 'fleet':
      return [of('fleet', 'fleet'), of('site', SITE_ID)];
    case 'miner':
      return [of('miner', subject.id), of('site', SITE_ID)];
  }
}

function namesOf(kind: EntityKind, registry: FeatureRegistry): readonly string[] {
  return registry
    .ofEntity(kind)
    .filter(({ name, step, group }) => step !== 'minute' && (group !== 'time' || isWhole(name)))
    .filter(({ name }) =>
      registry
        .closure([name])
        .every(({ step, inputs }) => step !== 'minute' && inputs.every((input) => isNear(input))),
    )
    .map(({ name }) => name);
}

/** Of what repeats a quantity over time, only how far it swings and how it changed lately says something new. */
function isWhole(name: string): boolean {
  return /_(volatility|change)_24h_|^fleet_/.test(name);
}

/** Of its own thing, told now, by nobody's model. */
function isNear(input: { readonly from: string; readonly series?: string }): boolean {
  return input.from !== 'linked' && !input.series?.startsWith('model:');
}
