import type { Upstream } from '../upstream.ts';

export const weatherUpstreams: readonly Upstream[] = [];
