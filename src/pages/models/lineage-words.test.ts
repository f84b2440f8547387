import { describe, expect, it } from 'vitest';
import { cardWords, lineageWords } from './lineage-words.ts';

describe('what a model was trained on from', () => {
  it('is a model that came with the app, tuned on the owner’s data or as it came', () => {
    const parentId = 'base/room-temperature/1';
    expect(lineageWords({ parentId, parameters: { epochs: 4 } })).toBe(
      'fine-tuned on your data from “room-temperature”, version 1, which came with the app',
    );
    expect(lineageWords({ parentId, parameters: { epochs: 0 } })).toBe(
      '“room-temperature”, version 1, as it came with the app: your past was too short to tune it',
    );
  });

  it('is an earlier model of the registry, or nothing', () => {
    const parentId = 'price:BTC:day/recurrent-net/12';
    expect(lineageWords({ parentId, parameters: {} })).toBe('Recurrent net (LSTM), version 12, on your data');
    expect(lineageWords({ parameters: {} })).toBe('nothing: it began anew, and knows your past alone');
  });

  it('is told with what its card says, and what nobody knows', () => {
    const parentCard = { homes: 300, days: 40, unseenHomes: 100, mase: 0.962, ruleMase: 1.044 };
    expect(cardWords({ parentCard }, 'en-GB')).toBe(
      'It had learned from 40 days of each of 300 simulated homes, and from nobody’s data. In 100 other simulated homes its MASE was 0.96, beside 1.04 of the simple rule. How well it does in real homes nobody knows: here the contest tells.',
    );
    expect(cardWords({})).toBeUndefined();
  });
});
