import { growIsolationForest, isolationScores } from '../../../src/numerics/anomaly/isolation-forest.ts';
import { heldOutLimit, splitNormalRows } from '../../../src/numerics/anomaly/sequence/held-out-limit.ts';
import {
  fitLevelChart,
  LEVEL_CHART_DEFAULTS,
  LevelChart,
  type LevelChartOptions,
} from '../../../src/numerics/anomaly/sequence/level-chart.ts';
import { fitNetDetector, NetDetector } from '../../../src/numerics/anomaly/sequence/net-detector.ts';
import {
  AUTOENCODER_DETECTOR,
  CONVOLUTION_DETECTOR,
  LSTM_DETECTOR,
  type NetDetectorOptions,
} from '../../../src/numerics/anomaly/sequence/net-detector-options.ts';
import {
  fitPrincipalComponentChart,
  PrincipalComponentChart,
} from '../../../src/numerics/anomaly/sequence/principal-component-chart.ts';
import type { SequenceDetector } from '../../../src/numerics/anomaly/sequence/sequence-detector.ts';
import { wasmBackend } from '../../../src/numerics/nets/backend-processor.ts';
import { Random } from '../../../src/numerics/random.ts';

/** What SKAB's table says of a detector on all of its 34 files, which are more than those judged here. */
export interface Published {
  readonly name: string;
  readonly f1: number;
  readonly falseAlarmPercent: number;
  readonly missedPercent: number;
}

export interface SkabDetector {
  readonly name: string;
  /** The published detector of its kind. */
  readonly published: Published;
  fit(rows: readonly Float64Array[]): SequenceDetector | Promise<SequenceDetector>;
}

/** Of waico/SKAB at b2c0d46c2971, "outliers". Other versions of its table have other figures. */
const CONVOLUTION_AUTOENCODER = published('Conv-AE', 0.78, 13.55, 28.02);
const PRINCIPAL_COMPONENTS = published('T2+Q (PCA)', 0.76, 26.62, 24.92);
const LSTM_AUTOENCODER = published('LSTM-AE', 0.74, 29.96, 25.92);
const ISOLATION_FOREST = published('Isolation forest', 0.29, 2.56, 82.89);

/** Seeds of weights and trees: the same for all files. */
const SEED = 1;

/** The detector that is to run live. */
export function levelChart(options: LevelChartOptions = LEVEL_CHART_DEFAULTS): SkabDetector {
  return {
    name: 'level chart',
    published: CONVOLUTION_AUTOENCODER,
    fit: (rows) => new LevelChart(fitLevelChart(rows, options), options),
  };
}

/** What is fitted in a moment. */
export const QUICK_PEERS: readonly SkabDetector[] = [
  {
    name: 'T² and Q of principal components',
    published: PRINCIPAL_COMPONENTS,
    fit: (rows) => new PrincipalComponentChart(fitPrincipalComponentChart(rows)),
  },
  { name: 'isolation forest', published: ISOLATION_FOREST, fit: fittedForest },
];

/** What is trained. */
export const NET_PEERS: readonly SkabDetector[] = [
  net('autoencoder of windows', CONVOLUTION_AUTOENCODER, AUTOENCODER_DETECTOR),
  net('temporal convolution, next row', CONVOLUTION_AUTOENCODER, CONVOLUTION_DETECTOR),
  net('LSTM, next row', LSTM_AUTOENCODER, LSTM_DETECTOR),
];

function net(name: string, beside: Published, options: NetDetectorOptions): SkabDetector {
  return {
    name,
    published: beside,
    fit: async (rows) => new NetDetector(await fitNetDetector(rows, options, wasmBackend, SEED)),
  };
}

/** An isolation forest of rows, each by itself. Its scores end at 1, so the limit is a plain quantile. */
function fittedForest(rows: readonly Float64Array[]): SequenceDetector {
  const { learnt, heldOut } = splitNormalRows(rows, LEVEL_CHART_DEFAULTS.heldOutShare);
  const columns = (of: readonly Float64Array[]) =>
    Array.from(rows[0] ?? [], (_, sensor) => Float64Array.from(of, (row) => row[sensor] ?? Number.NaN));
  const forest = growIsolationForest(
    columns(learnt),
    { trees: 100, samples: 256, contamination: 'auto' },
    new Random(SEED),
  );
  const limit = heldOutLimit(isolationScores(forest, columns(heldOut)), { quantile: 0.999, factor: 1 });
  return {
    score(row) {
      const [score = Number.NaN] = isolationScores(forest, columns([Float64Array.from(row)]));
      return { score: score / limit, shares: new Float64Array(row.length) };
    },
  };
}

function published(name: string, f1: number, falseAlarmPercent: number, missedPercent: number): Published {
  return { name, f1, falseAlarmPercent, missedPercent };
}
