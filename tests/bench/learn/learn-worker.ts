import * as Comlink from 'comlink';
import { backendEpochs } from './backends.ts';
import { boosting, dayAhead, forest, lstmEpoch, shapley } from './learn-work.ts';

const api = { backendEpochs, boosting, dayAhead, forest, lstmEpoch, shapley };

export type LearnBenchApi = typeof api;

Comlink.expose(api);
