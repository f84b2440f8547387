import type { Layer } from '../../src/numerics/nets/layer.ts';
import { meanSquare } from '../../src/numerics/nets/mean-square.ts';

/** Largest difference of gradients from central differences, by everything that a layer has. */
export function gradientError(layer: Layer<Float64Array>, input: Float64Array): number {
  const wanted = layer.forward(input, false).map((_, at) => Math.cos(at));
  const gradient = new Float64Array(wanted.length);
  const loss = () => meanSquare(layer.forward(input, false), wanted, gradient);
  loss();
  const byInput = layer.backward(gradient).slice();
  const told = layer.parameters.map((each) => each.gradient.slice());
  const by = (floats: Float64Array, at: number) => {
    const was = floats[at] ?? 0;
    floats[at] = was + 1e-5;
    const above = loss();
    floats[at] = was - 1e-5;
    const below = loss();
    floats[at] = was;
    return (above - below) / 2e-5;
  };
  const errors = [...byInput.keys()].map((at) => Math.abs((byInput[at] ?? 0) - by(input, at)));
  for (const [place, { value }] of layer.parameters.entries())
    for (const at of value.keys()) errors.push(Math.abs((told[place]?.[at] ?? 0) - by(value, at)));
  return Math.max(...errors);
}
