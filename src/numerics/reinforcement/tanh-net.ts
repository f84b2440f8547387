import type { Random } from '../random.ts';

/** A small dense net: tanh in its hidden layers, straight at its end. All weights stand in one array, layer by layer. */
export interface TanhNet {
  readonly sizes: readonly number[];
  /** Of each layer its weights, out × in row by row, then its biases. */
  readonly weights: Float64Array;
}

/** What a batch left behind on its way through: of each layer what came out, row by row. */
export type NetTrace = readonly Float64Array[];

/**
 * Weights drawn for tanh (Glorot & Bengio 2010), the last layer's made smaller.
 *
 * @param sizes of the input, of each hidden layer, and of the output
 * @param lastScale how large the last layer's weights are against the others
 */
export function tanhNet(sizes: readonly number[], random: Random, lastScale = 1): TanhNet {
  const weights: number[] = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const [inputs, outputs] = [sizes[layer - 1] as number, sizes[layer] as number];
    const scale = Math.sqrt(2 / (inputs + outputs)) * (layer === sizes.length - 1 ? lastScale : 1);
    for (let k = 0; k < inputs * outputs; k++) weights.push(scale * random.normal());
    for (let k = 0; k < outputs; k++) weights.push(0);
  }
  return { sizes, weights: Float64Array.from(weights) };
}

/** Sends `rows` inputs through. The last of the trace is the answer. */
export function forwards({ sizes, weights }: TanhNet, inputs: Float64Array, rows: number): NetTrace {
  const trace: Float64Array[] = [inputs];
  let from = 0;
  for (let layer = 1; layer < sizes.length; layer++) {
    const [width, outputs] = [sizes[layer - 1] as number, sizes[layer] as number];
    const before = trace[layer - 1] as Float64Array;
    const after = new Float64Array(rows * outputs);
    const biases = from + width * outputs;
    const isLast = layer === sizes.length - 1;
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < outputs; k++) {
        let sum = weights[biases + k] as number;
        const weight = from + k * width;
        const input = row * width;
        for (let j = 0; j < width; j++)
          sum += (weights[weight + j] as number) * (before[input + j] as number);
        after[row * outputs + k] = isLast ? sum : Math.tanh(sum);
      }
    }
    trace.push(after);
    from = biases + outputs;
  }
  return trace;
}
