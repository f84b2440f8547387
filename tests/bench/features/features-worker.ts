import * as Comlink from 'comlink';
import { batch, online } from './fleet-features.ts';

const api = { batch, online };

export type FeaturesBenchApi = typeof api;

Comlink.expose(api);
