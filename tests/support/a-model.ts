import type { ModelRecord } from '../../src/domain/model-record.ts';

/** A model's record, before its weights are stored. */
export function aModel(known: Partial<ModelRecord> = {}): Omit<ModelRecord, 'sha256' | 'bytes'> {
  return {
    id: 'price:BTC:day/boosted-trees/1',
    targetId: 'price:BTC:day',
    kind: 'boosted-trees',
    version: 1,
    createdAtMs: 1_000,
    status: 'candidate',
    history: [{ atMs: 1_000, status: 'candidate', reason: { kind: 'trained' } }],
    parameters: { depth: 6, learningRate: 0.05 },
    seed: 1,
    data: { fromMs: 0, toMs: 1_000, rows: 100, hash: 'abc' },
    features: [{ name: 'price_ma_7d', version: 1 }],
    folds: [],
    curve: [{ loss: 1, validationLoss: Number.NaN }],
    backend: 'plain',
    trainedForMs: 12,
    libraries: { davylamp: '0.1.0' },
    ...known,
  };
}
