/**
 * C += A · B, or C = A · B: single precision, row-major B and C; A by two strides, so that it may lie transposed. A block of
 * 4 × 8 of C stays in registers while k runs. Strides are counted in floats, places in bytes.
 */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: i32,
  aCol: i32,
  b: usize,
  bRow: i32,
  c: usize,
  cRow: i32,
  add: i32,
  scratch: usize,
): void {
  const aR = (<usize>aRow) << 2;
  const aC = (<usize>aCol) << 2;
  const bR = (<usize>bRow) << 2;
  const cR = (<usize>cRow) << 2;
  let j = 0;
  for (; j + 8 <= n; j += 8) {
    const panel = b + ((<usize>j) << 2);
    const at = c + ((<usize>j) << 2);
    // Rows of B lie far apart, often in few sets of the cache: eight columns of them are put together first.
    for (let p = 0; p < k; p++) {
      const from = panel + <usize>p * bR;
      const to = scratch + ((<usize>p) << 5);
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    }
    let i = 0;
    for (; i + 4 <= m; i += 4)
      block4x8(k, a + <usize>i * aR, aR, aC, scratch, 32, at + <usize>i * cR, cR, add);
    for (; i < m; i++) block1x8(k, a + <usize>i * aR, aC, scratch, 32, at + <usize>i * cR, add);
  }
  for (; j < n; j++)
    for (let i = 0; i < m; i++)
      single(k, a + <usize>i * aR, aC, b + ((<usize>j) << 2), bR, c + <usize>i * cR + ((<usize>j) << 2), add);
}

function block4x8(
  k: i32,
  a: usize,
  aR: usize,
  aC: usize,
  b: usize,
  bR: usize,
  c: usize,
  cR: usize,
  add: i32,
): void {
  let c00 = f32x4.splat(0),
    c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0),
    c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0),
    c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0),
    c31 = f32x4.splat(0);
  for (let p = 0; p < k; p++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a + aR);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a + 2 * aR);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a + 3 * aR);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    a += aC;
    b += bR;
  }
  if (add) {
    c00 = f32x4.add(c00, v128.load(c));
    c01 = f32x4.add(c01, v128.load(c, 16));
    c10 = f32x4.add(c10, v128.load(c + cR));
    c11 = f32x4.add(c11, v128.load(c + cR, 16));
    c20 = f32x4.add(c20, v128.load(c + 2 * cR));
    c21 = f32x4.add(c21, v128.load(c + 2 * cR, 16));
    c30 = f32x4.add(c30, v128.load(c + 3 * cR));
    c31 = f32x4.add(c31, v128.load(c + 3 * cR, 16));
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c + cR, c10);
  v128.store(c + cR, c11, 16);
  v128.store(c + 2 * cR, c20);
  v128.store(c + 2 * cR, c21, 16);
  v128.store(c + 3 * cR, c30);
  v128.store(c + 3 * cR, c31, 16);
}

function block1x8(k: i32, a: usize, aC: usize, b: usize, bR: usize, c: usize, add: i32): void {
  let c0 = f32x4.splat(0),
    c1 = f32x4.splat(0);
  for (let p = 0; p < k; p++) {
    const x = v128.load32_splat(a);
    c0 = madd(x, v128.load(b), c0);
    c1 = madd(x, v128.load(b, 16), c1);
    a += aC;
    b += bR;
  }
  if (add) {
    c0 = f32x4.add(c0, v128.load(c));
    c1 = f32x4.add(c1, v128.load(c, 16));
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}

function single(k: i32, a: usize, aC: usize, b: usize, bR: usize, c: usize, add: i32): void {
  let sum: f32 = 0;
  for (let p = 0; p < k; p++) {
    sum += load<f32>(a) * load<f32>(b);
    a += aC;
    b += bR;
  }
  store<f32>(c, add ? load<f32>(c) + sum : sum);
}

/** x · y + z: at once where the processor is let, which takes half the time of the product. */
function madd(x: v128, y: v128, z: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, z);
  return f32x4.add(f32x4.mul(x, y), z);
}
