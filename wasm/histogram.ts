/** Puts the pairs of derivatives of some rows one behind the other, in the rows' order. Places in bytes. */
export function gather(rows: usize, count: i32, pairs: usize, into: usize): void {
  const end = rows + ((<usize>count) << 2);
  for (; rows < end; rows += 4, into += 16)
    v128.store(into, v128.load(pairs + ((<usize>load<u32>(rows)) << 4)));
}

/**
 * Adds each row's pair, gradient and hessian, to the bin that it has in each of four features, whose bins are the bytes of a
 * word: 256 pairs a feature, one feature behind the other.
 *
 * @param pairs in the order of the rows
 */
export function sum(own: usize, words: usize, rows: usize, count: i32, pairs: usize): void {
  const end = rows + ((<usize>count) << 2);
  for (; rows < end; rows += 4, pairs += 16) {
    const word = load<u32>(words + ((<usize>load<u32>(rows)) << 2));
    const pair = v128.load(pairs);
    const a = own + <usize>((word & 255) << 4);
    const b = own + <usize>((word >>> 4) & 0xff0);
    const c = own + <usize>((word >>> 12) & 0xff0);
    const d = own + <usize>((word >>> 20) & 0xff0);
    v128.store(a, f64x2.add(v128.load(a), pair));
    v128.store(b, f64x2.add(v128.load(b, 4096), pair), 4096);
    v128.store(c, f64x2.add(v128.load(c, 8192), pair), 8192);
    v128.store(d, f64x2.add(v128.load(d, 12288), pair), 12288);
  }
}

/** What is left of a parent's histogram when one child's is taken away: the other child's, in the parent's place. */
export function subtract(parent: usize, child: usize, pairs: i32): void {
  for (let pair = 0; pair < pairs; pair++, parent += 16, child += 16)
    v128.store(parent, f64x2.sub(v128.load(parent), v128.load(child)));
}
