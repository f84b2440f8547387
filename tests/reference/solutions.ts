import { continuousInformation, discreteInformation } from './explain/mutual-information.ts';
import { pca } from './explain/principal-components.ts';
import type { Solution } from './reference-topics.ts';
import { autocorrelation } from './statistics/autocorrelation.ts';
import { changePoints } from './statistics/change-points.ts';
import { decomposition } from './statistics/decomposition.ts';
import { dieboldMarianoTest } from './statistics/diebold-mariano.ts';
import { distributionDistance } from './statistics/distribution-distance.ts';
import { mannKendallTrend } from './statistics/mann-kendall.ts';
import { multipleTesting } from './statistics/multiple-testing.ts';
import { sequential } from './statistics/sequential.ts';
import { spectrum } from './statistics/spectrum.ts';
import { streamDrift } from './statistics/stream-drift.ts';
import { twoSample } from './statistics/two-sample.ts';

/** What we can answer, by topic and problem. A topic or problem that is not here is reported as unread. */
export const SOLUTIONS: Readonly<Record<string, Readonly<Record<string, Solution>>>> = {
  statistics: {
    'two-sample': twoSample,
    'distribution-distance': distributionDistance,
    'mann-kendall': mannKendallTrend,
    'stream-drift': streamDrift,
    sequential,
    'diebold-mariano': dieboldMarianoTest,
    'multiple-testing': multipleTesting,
    spectrum,
    decomposition,
    autocorrelation,
    pelt: changePoints,
  },
  explain: {
    pca,
    'mutual-information-discrete': discreteInformation,
    'mutual-information-ksg': continuousInformation,
  },
};
