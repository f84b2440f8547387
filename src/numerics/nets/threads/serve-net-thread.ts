import { Random } from '../../random.ts';
import { netOf } from '../backend-processor.ts';
import type { BatchedNet } from '../batched-net.ts';
import { inQuickMemory } from '../quick-memory.ts';
import { BUSY, FAILED, OVER, ROWS, type ThreadPart, type ThreadShare, TURN } from './thread-share.ts';

/**
 * The life of a thread that helps to train a net: waits for a turn, goes forward and back with its rows by the weights of now,
 * answers, and waits again, until nobody asks any more. It blocks: nothing else runs in its thread.
 */
export function serveNetThread(share: ThreadShare): void {
  const { control, weights, parts } = share.memory;
  const part = parts[share.thread];
  if (!part) throw new RangeError(`no part for thread ${share.thread}`);
  const random = Random.labelled(share.seed, `thread ${share.thread}`);
  const { net } = inQuickMemory((matrices) => netOf(share, random, matrices));
  const order = Uint32Array.from({ length: share.shape.batch }, (_, row) => row);
  for (let turn = 0; ; ) {
    Atomics.wait(control, TURN, turn);
    turn = Atomics.load(control, TURN);
    if (turn === OVER) return;
    const rows = Atomics.load(control, ROWS + share.thread);
    try {
      if (rows > 0) learnPart(net, weights, part, order.subarray(0, rows));
    } catch {
      // Said to whoever asked, who says it on: there is nobody else to tell.
      Atomics.add(control, FAILED, 1);
    }
    if (Atomics.sub(control, BUSY, 1) === 1) Atomics.notify(control, BUSY);
  }
}

function learnPart(
  net: BatchedNet<Float32Array>,
  weights: Float32Array,
  { inputs, targets, gradient, loss }: ThreadPart,
  rows: Uint32Array,
): void {
  let at = 0;
  for (const { value } of net.parameters) {
    value.set(weights.subarray(at, at + value.length));
    at += value.length;
  }
  loss[0] = net.learn({ count: rows.length, inputs, targets }, rows);
  at = 0;
  for (const { gradient: own } of net.parameters) {
    gradient.set(own, at);
    at += own.length;
  }
}
