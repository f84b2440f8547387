import { expect, it } from 'vitest';
import { autoencoder, encoderLayer } from '../../../tests/reference/deep/feed-forward.ts';
import { largeLstm, smallLstm } from '../../../tests/reference/deep/lstm.ts';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';

it('agrees with PyTorch: what is said, every gradient, and how optimisers learn', () => {
  expect(disagreementsOf('deep', 'lstm-8-4', smallLstm)).toEqual([]);
  expect(disagreementsOf('deep', 'lstm-128-64', largeLstm)).toEqual([]);
  expect(disagreementsOf('deep', 'transformer-encoder-layer', encoderLayer)).toEqual([]);
  expect(disagreementsOf('deep', 'autoencoder-6-4-2', autoencoder)).toEqual([]);
});
