import type { TuningTrial } from '../../domain/tuning.ts';
import type { TuningPicture } from '../../workers/tuning-api.ts';

export interface PlottedPoint {
  readonly trial: TuningTrial;
  readonly x: number;
  readonly y: number;
  /** On which side of it its name has room. */
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A chart of energy over hashrate, in the units of its own drawing. */
export interface ParetoPlot {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly rows: readonly { readonly y: number; readonly label: string }[];
  readonly columns: readonly { readonly x: number; readonly label: string }[];
  readonly points: readonly PlottedPoint[];
  /** Paths; absent where nothing is expected yet. */
  readonly line?: string | undefined;
  readonly band?: string | undefined;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [360, 240, 44, 16, 20, 28];
const HS_PER_THS = 1e12;
/** The band is cut at so much of the highest energy that was tested. */
const MOST_ABOVE = 1.1;

/** Where everything stands. Both axes reach over what was tested and what is expected, and begin where that begins. */
export function paretoPlot(trials: readonly TuningTrial[], frontier: TuningPicture['frontier']): ParetoPlot {
  const energyOf = ({ powerW, hashrateHs }: TuningTrial) => (powerW.mean / hashrateHs.mean) * HS_PER_THS;
  const rates = [
    ...trials.map(({ hashrateHs }) => hashrateHs.mean),
    ...frontier.map(({ hashrateHs }) => hashrateHs),
  ];
  // What is expected where nothing was tested may be anything: it does not press together what was.
  const tested = trials.map(energyOf);
  const most = MOST_ABOVE * Math.max(...tested, ...frontier.map(({ jPerTh }) => jPerTh));
  const energies = [
    ...tested,
    ...frontier.flatMap(({ lowJPerTh, jPerTh, highJPerTh }) => [
      lowJPerTh,
      jPerTh,
      Math.min(most, highJPerTh),
    ]),
  ];
  const across = scaleOf(rates.map((rate) => rate / HS_PER_THS));
  const down = scaleOf(energies);
  const x = (hashrateHs: number) => LEFT + across.part(hashrateHs / HS_PER_THS) * (WIDTH - LEFT - RIGHT);
  const y = (jPerTh: number) => HEIGHT - BOTTOM - down.part(jPerTh) * (HEIGHT - TOP - BOTTOM);
  const path = (points: readonly (readonly [number, number])[]) =>
    points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('');
  const ordered = frontier.toSorted((a, b) => a.hashrateHs - b.hashrateHs);
  const above = ordered.map((each) => [x(each.hashrateHs), y(Math.min(most, each.highJPerTh))] as const);
  const below = ordered.map((each) => [x(each.hashrateHs), y(each.lowJPerTh)] as const);
  return {
    width: WIDTH,
    height: HEIGHT,
    left: LEFT,
    rows: down.ticks.map((tick) => ({ y: y(tick), label: `${down.words(tick)}` })),
    columns: across.ticks.map((tick) => ({ x: x(tick * HS_PER_THS), label: across.words(tick) })),
    points: trials.map((trial) => {
      const px = x(trial.hashrateHs.mean);
      return {
        trial,
        x: px,
        y: y(energyOf(trial)),
        anchor: px > WIDTH - 50 ? 'end' : px < LEFT + 30 ? 'start' : 'middle',
      };
    }),
    ...(ordered.length > 1
      ? {
          line: path(ordered.map((each) => [x(each.hashrateHs), y(each.jPerTh)] as const)),
          band: `${path(above)}${path(below.toReversed()).replace('M', 'L')}Z`,
        }
      : {}),
  };
}

/** A scale over what there is, with about four marks at round figures. */
function scaleOf(values: readonly number[]) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.02 * Math.abs(high), high - low) * 0.08;
  const [from, to] = [low - room, high + room];
  const rough = (to - from) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5, 10].find((each) => each * magnitude >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const ticks = Array.from(
    { length: Math.max(0, Math.floor(to / step) - first + 1) },
    (_, index) => (first + index) * step,
  );
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const format = new Intl.NumberFormat(undefined, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return {
    part: (value: number) => (value - from) / (to - from),
    ticks,
    words: (value: number) => format.format(value),
  };
}
