import {
  autocorrelation as acf,
  ljungBox,
  partialAutocorrelation,
} from '../../../src/numerics/time-series/autocorrelation.ts';
import { augmentedDickeyFuller, kpss } from '../../../src/numerics/time-series/stationarity.ts';
import type { Solution } from '../reference-topics.ts';

/** Ljung–Box is asked at every fifth lag; the lags of the other tests stand in words. */
const LJUNG_BOX_STEP = 5;

export const autocorrelation: Solution = ({ inputs, expected, what }) => {
  const y = inputs.numbers('y');
  const ljungBoxes = Array.from(expected.numbers('ljungbox_stat'), (_, index) =>
    ljungBox(y, LJUNG_BOX_STEP * (index + 1)),
  );
  const dickeyFuller = augmentedDickeyFuller(y, lagsIn(what, /ADF \((\d+) lag/));
  return {
    acf: acf(y, expected.numbers('acf').length - 1),
    pacf: partialAutocorrelation(y, expected.numbers('pacf').length - 1),
    ljungbox_stat: ljungBoxes.map(({ statistic }) => statistic),
    ljungbox_p: ljungBoxes.map(({ p }) => p),
    adf_stat: dickeyFuller.statistic,
    adf_p: dickeyFuller.p,
    kpss_stat: kpss(y, lagsIn(what, /KPSS \(level, (\d+) lag/)).statistic,
  };
};

function lagsIn(what: string, words: RegExp): number {
  const lags = words.exec(what)?.[1];
  if (lags === undefined) throw new TypeError(`"${what}" names no lags as ${words.source}`);
  return Number(lags);
}
