import type { FeatureDefinition } from './definition.ts';
import { createRegistry, type FeatureRegistry } from './registry.ts';

/** Every feature of the house. A group's file exports one array of definitions; its line is added here. */
const FEATURES: readonly FeatureDefinition[] = [];

/** Checked when it is loaded: a bad definition stops the tests, not an owner's evening. */
export const REGISTRY: FeatureRegistry = createRegistry(FEATURES);
