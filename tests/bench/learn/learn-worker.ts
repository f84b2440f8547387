import * as Comlink from 'comlink';
import { boosting, forest, lstmEpoch, shapley } from './learn-work.ts';

const api = { boosting, forest, lstmEpoch, shapley };

export type LearnBenchApi = typeof api;

Comlink.expose(api);
