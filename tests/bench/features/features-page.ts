import * as Comlink from 'comlink';
import type { FeaturesBenchApi } from './features-worker.ts';

declare global {
  /** What the suite asks of the page. */
  var featuresBench: Comlink.Remote<FeaturesBenchApi>;
}

globalThis.featuresBench = Comlink.wrap<FeaturesBenchApi>(
  new Worker(new URL('./features-worker.ts', import.meta.url), { type: 'module' }),
);
