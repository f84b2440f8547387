import { AdwinWindow } from '../../../src/numerics/stream/adwin-window.ts';
import { Cusum } from '../../../src/numerics/stream/cusum.ts';
import { PageHinkley } from '../../../src/numerics/stream/page-hinkley.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

/** A change detector of a stream that has a statistic. */
interface Detector {
  readonly statistic: number;
  push(x: number): boolean;
}

export function streamDrift({ inputs, stated }: ReferenceProblem) {
  const x = inputs.numbers('x');
  const pageHinkley = traced(
    x,
    new PageHinkley({
      delta: stated('ph_delta', /Page-Hinkley \(delta ([\d.e-]+)/, 0.05),
      threshold: stated('ph_threshold', /threshold ([\d.e-]+)/, 15),
    }),
  );
  const cusum = traced(
    x,
    new Cusum({
      target: inputs.numberOr('target', 0),
      allowance: stated('cusum_k', /CUSUM \(k ([\d.e-]+)/, 0.5),
      threshold: stated('cusum_h', /\bh ([\d.e-]+)/, 5),
    }),
  );
  const adwin = new AdwinWindow(stated('adwin_delta', /ADWIN \(delta ([\d.e-]+)/, 0.002));
  const detections: number[] = [];
  const lengths = Array.from(x, (value, at) => {
    if (adwin.push(value)) detections.push(at);
    return adwin.length;
  });
  return {
    page_hinkley: pageHinkley.trace,
    page_hinkley_first_alarm: pageHinkley.firstAlarm,
    cusum: cusum.trace,
    cusum_first_alarm: cusum.firstAlarm,
    adwin_detection_indices: detections,
    adwin_window_length: lengths,
  };
}

function traced(x: Float64Array, detector: Detector): { trace: number[]; firstAlarm: number | null } {
  let firstAlarm: number | null = null;
  const trace = Array.from(x, (value, at) => {
    if (detector.push(value)) firstAlarm ??= at;
    return detector.statistic;
  });
  return { trace, firstAlarm };
}
