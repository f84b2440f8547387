import type { Upstream } from '../upstream.ts';

export const profitabilityUpstreams: readonly Upstream[] = [];
