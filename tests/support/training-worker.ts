import { openEntities } from '../../src/store/entity-store.ts';
import { openModels } from '../../src/store/model-store.ts';
import { ForecastService } from '../../src/workers/forecast/forecast-service.ts';
import { dailyPower, learnerHouse } from './learner-house.ts';

/** A learner in a worker that a test may kill: opens a house, goes on with what is queued, and tells of it. */
self.onmessage = async ({ data: { name, nowMs, days } }: MessageEvent) => {
  const entities = await openEntities(`${name}-entities`);
  const models = await openModels(`${name}-models`);
  const house = learnerHouse({ name, nowMs: () => nowMs, entities, models, days, told: dailyPower });
  const service = new ForecastService(house);
  await service.followTrainings((trainings) => postMessage(trainings));
};
