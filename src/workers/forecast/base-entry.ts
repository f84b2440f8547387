import type { ModelKind } from '../../domain/model-record.ts';
import {
  BASE_NET,
  baseCompetitor,
  baseModelOf,
  bentTo,
  isTunedOn,
  TUNING,
} from '../../insight/forecast/base-models.ts';
import type { Competitor } from '../../insight/forecast/competitor.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { readNetModel } from '../../numerics/forecast/learned/net-json.ts';
import { Random } from '../../numerics/random.ts';
import type { FoldRecorder } from './fold-recorder.ts';
import type { QueuedAsk, TrainedModel } from './training-state.ts';
import type { WorkSlices } from './work-slices.ts';

/** The model that came with the app for a target, in a training. */
export interface BaseEntry {
  readonly competitor: Competitor;
  /** Learns from all of the past, to be kept in the registry: one model, or none where it cannot. @throws the gate's reason */
  readonly tuned: (table: SeriesTable) => Promise<readonly TrainedModel[]>;
}

export interface BaseEntryPorts {
  readonly data: Pick<TargetData, 'target'>;
  readonly ask: Pick<QueuedAsk, 'seed'>;
  /** The id that a model of a kind gets. */
  readonly idOf: (kind: ModelKind) => string;
  readonly slices: WorkSlices;
  readonly backend: string;
}

/** @returns undefined where none is shipped @throws ForecastError where its file is damaged; TypeError where it cannot be fetched */
export async function baseEntry(
  { data, ask, idOf, slices, backend }: BaseEntryPorts,
  folds: FoldRecorder,
): Promise<BaseEntry | undefined> {
  const base = baseModelOf(data.target);
  if (!base) return undefined;
  const random = () => Random.labelled(ask.seed, BASE_NET);
  const net = readNetModel(await base.load());
  const { learn, ...about } = baseCompetitor(net, random, idOf('base-net'));
  return {
    competitor: {
      ...about,
      *learn(known) {
        const learnt = yield* learn(known);
        const rows = known.target.length;
        return {
          ...learnt,
          forecastFrom: (table, origins) =>
            folds.recorded('base-net', rows, origins, learnt.forecastFrom(table, origins)),
        };
      },
    },
    async tuned(table) {
      const beganMs = slices.workedMs;
      const fitted = await slices.run(fittedOrNone(bentTo(net, table, random())), () => {});
      if (!fitted) return [];
      const isTuned = isTunedOn(table.target.length);
      return [
        {
          kind: 'base-net',
          parameters: { epochs: isTuned ? TUNING.epochs : 0, learningRate: TUNING.learningRate },
          json: fitted.toJson(),
          curve: isTuned ? fitted.curve : [],
          backend,
          trainedForMs: slices.workedMs - beganMs,
          parent: { parentId: `base/${base.id}/${base.version}`, parentCard: base.card },
        },
      ];
    },
  };
}

/** One that cannot learn from this past costs the other models nothing. */
function* fittedOrNone(learning: ReturnType<typeof bentTo>) {
  try {
    return yield* learning;
  } catch (error) {
    if (error instanceof ForecastError) return undefined;
    throw error;
  }
}
