/**
 * One step of long short-term memory for all rows of a batch: sums of gates become gates, and c, tanh c and h are filled. Single
 * precision; rows of gates hold input, forget, cell and output, `units` of each, a multiple of four. Places in bytes.
 *
 * @param past c of the step before; 0 at the first one
 */
export function activate(
  batch: i32,
  units: i32,
  gates: usize,
  past: usize,
  cell: usize,
  squashed: usize,
  hidden: usize,
): void {
  const gate = (<usize>units) << 2;
  for (let row = 0; row < batch; row++) {
    for (let unit = 0; unit < units; unit += 4) {
      const i = sigmoid(v128.load(gates));
      const f = sigmoid(v128.load(gates + gate));
      const g = tanh(v128.load(gates + 2 * gate));
      const o = sigmoid(v128.load(gates + 3 * gate));
      let c = f32x4.mul(i, g);
      if (past) {
        c = f32x4.add(c, f32x4.mul(f, v128.load(past)));
        past += 16;
      }
      const t = tanh(c);
      v128.store(gates, i);
      v128.store(gates + gate, f);
      v128.store(gates + 2 * gate, g);
      v128.store(gates + 3 * gate, o);
      v128.store(cell, c);
      v128.store(squashed, t);
      v128.store(hidden, f32x4.mul(o, t));
      gates += 16;
      cell += 16;
      squashed += 16;
      hidden += 16;
    }
    gates += 3 * gate;
  }
}

/**
 * The way back through one step: gates become the gradients of their sums.
 *
 * @param byHidden,byState gradients of h from above and from the step behind
 * @param byCell the gradient of c from the step behind becomes that of the step before
 */
export function derive(
  batch: i32,
  units: i32,
  gates: usize,
  past: usize,
  squashed: usize,
  byHidden: usize,
  byState: usize,
  byCell: usize,
): void {
  const gate = (<usize>units) << 2;
  const one = f32x4.splat(1);
  for (let row = 0; row < batch; row++) {
    for (let unit = 0; unit < units; unit += 4) {
      const i = v128.load(gates);
      const f = v128.load(gates + gate);
      const g = v128.load(gates + 2 * gate);
      const o = v128.load(gates + 3 * gate);
      const t = v128.load(squashed);
      const h = f32x4.add(v128.load(byHidden), v128.load(byState));
      const through = f32x4.mul(f32x4.mul(h, o), f32x4.sub(one, f32x4.mul(t, t)));
      const c = f32x4.add(v128.load(byCell), through);
      const before = past ? v128.load(past) : f32x4.splat(0);
      v128.store(gates, f32x4.mul(f32x4.mul(c, g), slope(i)));
      v128.store(gates + gate, f32x4.mul(f32x4.mul(c, before), slope(f)));
      v128.store(gates + 2 * gate, f32x4.mul(f32x4.mul(c, i), f32x4.sub(one, f32x4.mul(g, g))));
      v128.store(gates + 3 * gate, f32x4.mul(f32x4.mul(h, t), slope(o)));
      v128.store(byCell, f32x4.mul(c, f));
      gates += 16;
      squashed += 16;
      byHidden += 16;
      byState += 16;
      byCell += 16;
      if (past) past += 16;
    }
    gates += 3 * gate;
  }
}

/** The slope of a sigmoid that says y. */
function slope(y: v128): v128 {
  return f32x4.mul(y, f32x4.sub(f32x4.splat(1), y));
}

function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/** Near 0 by a polynomial, as otherwise digits cancel; the bounds and numbers are those of Cephes' tanhf. */
function tanh(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const e = exp(f32x4.add(size, size));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  const square = f32x4.mul(x, x);
  let p = f32x4.splat(-5.70498872745e-3);
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-3.33332819422e-1));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), x), x);
  const signed = v128.or(far, v128.and(x, f32x4.splat(-0.0)));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/** e^x by a polynomial between powers of two, to 2e-7 of it (Moshier, Cephes, expf); clamped where it would overflow. */
function exp(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(Mathf.LOG2E)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  const y = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(y, power);
}
