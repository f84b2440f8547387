/** Numbers of either precision: matrices know these cells, not the cells them. */
type Floats = Float32Array | Float64Array;

/** What one step of a layer of long short-term memory has in memory, row by row of the batch. */
export interface CellStep<F extends Floats> {
  readonly batch: number;
  readonly units: number;
  /** i, f, g and o of each row, `units` of each. */
  readonly gates: F;
  /** c of the step before; none at the first one. */
  readonly past: F | undefined;
  readonly cell: F;
  /** tanh(c). */
  readonly squashed: F;
  readonly hidden: F;
}

/** Gradients that come to a step on the way back. */
export interface CellGradients<F extends Floats> {
  /** Of h, from the layers above. */
  readonly hidden: F;
  /** Of h, from the step behind. */
  readonly state: F;
  /** Of c, from the step behind; becomes that of the step before. */
  readonly cell: F;
}

/** What happens within the cells of one step; weights come before and behind. */
export interface LstmCells<F extends Floats> {
  /** Puts gates in the place of their sums, and fills c, tanh(c) and h. */
  activate(step: CellStep<F>): void;
  /** Puts the gradients of the gates' sums in the gates' place. */
  derive(step: CellStep<F>, gradients: CellGradients<F>): void;
}

/** Plain loops, as exact as the numbers are. */
export const plainCells: LstmCells<Floats> = {
  activate({ batch, units, gates, past, cell, squashed, hidden }) {
    for (let at = 0; at < batch * units; at++) {
      const gate = gateOf(at, units);
      const input = sigmoid(gates[gate] as number);
      const forget = sigmoid(gates[gate + units] as number);
      const candidate = Math.tanh(gates[gate + 2 * units] as number);
      const output = sigmoid(gates[gate + 3 * units] as number);
      const state = (past ? forget * (past[at] as number) : 0) + input * candidate;
      const said = Math.tanh(state);
      gates[gate] = input;
      gates[gate + units] = forget;
      gates[gate + 2 * units] = candidate;
      gates[gate + 3 * units] = output;
      cell[at] = state;
      squashed[at] = said;
      hidden[at] = output * said;
    }
  },
  derive({ batch, units, gates, past, squashed }, gradients) {
    for (let at = 0; at < batch * units; at++) {
      const gate = gateOf(at, units);
      const input = gates[gate] as number;
      const forget = gates[gate + units] as number;
      const candidate = gates[gate + 2 * units] as number;
      const output = gates[gate + 3 * units] as number;
      const said = squashed[at] as number;
      const byHidden = (gradients.hidden[at] as number) + (gradients.state[at] as number);
      const byCell = (gradients.cell[at] as number) + byHidden * output * (1 - said * said);
      gates[gate] = byCell * candidate * input * (1 - input);
      gates[gate + units] = byCell * (past?.[at] ?? 0) * forget * (1 - forget);
      gates[gate + 2 * units] = byCell * input * (1 - candidate * candidate);
      gates[gate + 3 * units] = byHidden * said * output * (1 - output);
      gradients.cell[at] = byCell * forget;
    }
  },
};

/** Where the input gate of a cell lies; the other gates follow, `units` further each. */
function gateOf(cell: number, units: number): number {
  return cell + 3 * units * Math.floor(cell / units);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
