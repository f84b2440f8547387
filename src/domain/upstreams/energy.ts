import type { Upstream } from '../upstream.ts';

export const energyUpstreams: readonly Upstream[] = [];
