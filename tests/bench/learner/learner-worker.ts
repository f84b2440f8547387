import * as Comlink from 'comlink';
import type { ModelKind } from '../../../src/domain/model-record.ts';
import { fitted } from '../../../src/numerics/forecast/learned/forecaster.ts';
import { NET_DEFAULTS, NetForecaster } from '../../../src/numerics/forecast/learned/net-forecaster.ts';
import { heldMemoryBytes } from '../../../src/numerics/nets/held-memory.ts';
import { PHONE_NET } from '../../../src/numerics/nets/net-presets.ts';
import { TRAINING_DEFAULTS } from '../../../src/numerics/nets/train-net.ts';
import { Random } from '../../../src/numerics/random.ts';
import { openEntities } from '../../../src/store/entity-store.ts';
import { openModels } from '../../../src/store/model-store.ts';
import { ForecastService } from '../../../src/workers/forecast/forecast-service.ts';
import type { TrainingView } from '../../../src/workers/forecast-api.ts';
import { DRIVEN_HORIZON, drivenTable } from '../../support/forecaster-cases.ts';
import { aMiner, dailyPower, learnerHouse } from '../../support/learner-house.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12, 1);
const ASKED = 24;

/** The net for phones on a few weeks of hours, for as long as it takes to use all that training uses. */
const NET = new NetForecaster({
  ...NET_DEFAULTS,
  name: 'small',
  design: PHONE_NET,
  lookBack: 24,
  training: { ...TRAINING_DEFAULTS, epochs: 2 },
});
const NET_ROWS = 400;

let service: ForecastService | undefined;
const heard = new Map<string, TrainingView>();

const powerOf = (miner: number) => `power:a${miner}:hour`;

function open(): ForecastService {
  if (!service) throw new Error('no house is open');
  return service;
}

const api = {
  /** A house of so many miners that have told so many days. */
  async open(name: string, miners: number, days: number): Promise<void> {
    const entities = await openEntities(`${name}-entities`);
    const models = await openModels(`${name}-models`);
    await entities.putMiners(Array.from({ length: miners }, (_, i) => aMiner(`a${i}`, NOW_MS)));
    const told = (id: string, series: string, atMs: number) =>
      dailyPower(id, series, atMs + Number(id.slice(1)) * 7 * 3_600_000);
    const nowMs = () => NOW_MS;
    const house = learnerHouse({ name, nowMs, entities, models, days, told });
    let seeds = 0;
    const newSeed = () => {
      seeds += 1;
      return seeds;
    };
    service = new ForecastService({ ...house, browser: { ...house.browser, newSeed } });
    await service.followTrainings((all) => {
      for (const each of all) heard.set(each.id, each);
    });
    await service.forecastTargets();
  },
  /** 24 hours of all miners, ms. */
  async predictAll(miners: number): Promise<number> {
    const beganMs = performance.now();
    await Promise.all(
      Array.from({ length: miners }, (_, i) => open().predict({ targetId: powerOf(i), steps: ASKED })),
    );
    return performance.now() - beganMs;
  },
  async predict(miner: number): Promise<void> {
    await open().predict({ targetId: powerOf(miner) });
  },
  async train(kinds: readonly ModelKind[], budgetS: number): Promise<string> {
    return open().train({ targetId: powerOf(0), kinds, budgetS });
  },
  async phaseOf(id: string): Promise<string | undefined> {
    return heard.get(id)?.phase;
  },
  /** Why a training failed; absent where it did not. */
  async failureOf(id: string): Promise<string | undefined> {
    return heard.get(id)?.failure?.message;
  },
  /** Trains a net that nobody keeps. @throws Error where it lay nowhere that is watched here */
  async trainNet(seed: number): Promise<void> {
    const table = drivenTable(NET_ROWS);
    fitted(NET, [table], { horizon: DRIVEN_HORIZON, random: new Random(seed) }).forecast(table);
    if (heldMemoryBytes() === 0) throw new Error('the net did not lie in WebAssembly');
  },
  /** What nets hold in WebAssembly, as far as what nobody uses is collected. */
  async netBytes(): Promise<number> {
    return heldMemoryBytes();
  },
  async cancel(id: string): Promise<void> {
    await open().cancel(id);
  },
};

export type LearnerBenchApi = typeof api;

Comlink.expose(api);
