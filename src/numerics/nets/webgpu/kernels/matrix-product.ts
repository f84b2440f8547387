/** Rows and columns of C that one group of threads works on. */
export const PRODUCT_TILE = 32;

/**
 * C = A · B, of m × k and k × n. Element (row, column) of A lies at `aOffset + row · aRow + column · aColumn`, and so on: either may
 * lie transposed. A group of 16 × 16 threads makes 32 × 32 of C, a thread four of them; tiles of A and B go through its own memory.
 */
export const MATRIX_PRODUCT = /* wgsl */ `
override M: u32;
override N: u32;
override K: u32;
override A_OFFSET: u32 = 0;
override A_ROW: u32;
override A_COLUMN: u32;
override B_OFFSET: u32 = 0;
override B_ROW: u32;
override B_COLUMN: u32;
override C_OFFSET: u32 = 0;
const TILE = ${PRODUCT_TILE}u;
const DEPTH = 16u;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
var<workgroup> rows: array<array<f32, DEPTH>, TILE>;
var<workgroup> columns: array<array<f32, TILE>, DEPTH>;

fn aAt(row: u32, k: u32) -> f32 {
  if (row >= M || k >= K) { return 0.0; }
  return a[A_OFFSET + row * A_ROW + k * A_COLUMN];
}

fn bAt(k: u32, column: u32) -> f32 {
  if (k >= K || column >= N) { return 0.0; }
  return b[B_OFFSET + k * B_ROW + column * B_COLUMN];
}

fn put(row: u32, column: u32, value: f32) {
  if (row < M && column < N) { c[C_OFFSET + row * N + column] = value; }
}

@compute @workgroup_size(16, 16)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) own: vec3u) {
  let row = group.y * TILE;
  let column = group.x * TILE;
  var sums = mat2x2f();
  for (var start = 0u; start < K; start += DEPTH) {
    rows[own.y][own.x] = aAt(row + own.y, start + own.x);
    rows[own.y + 16u][own.x] = aAt(row + own.y + 16u, start + own.x);
    columns[own.y][own.x] = bAt(start + own.y, column + own.x);
    columns[own.y][own.x + 16u] = bAt(start + own.y, column + own.x + 16u);
    workgroupBarrier();
    for (var k = 0u; k < DEPTH; k++) {
      let right = vec2f(columns[k][own.x], columns[k][own.x + 16u]);
      sums[0] += rows[own.y][k] * right;
      sums[1] += rows[own.y + 16u][k] * right;
    }
    workgroupBarrier();
  }
  put(row + own.y, column + own.x, sums[0].x);
  put(row + own.y, column + own.x + 16u, sums[0].y);
  put(row + own.y + 16u, column + own.x, sums[1].x);
  put(row + own.y + 16u, column + own.x + 16u, sums[1].y);
}
`;
