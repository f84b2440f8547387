import { describe, expect, it } from 'vitest';
import { formatPayoutAddress } from './address.ts';

describe('a payout address', () => {
  it('keeps the first six and the last four characters', () => {
    expect(formatPayoutAddress('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq')).toBe('bc1qar…5mdq');
  });

  it('keeps its worker name', () => {
    expect(formatPayoutAddress('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq.kitchen.2')).toBe(
      'bc1qar…5mdq.kitchen.2',
    );
  });

  it('that is short, like a pool account, is kept whole', () => {
    expect(formatPayoutAddress('davy.lamp1')).toBe('davy.lamp1');
    expect(formatPayoutAddress('')).toBe('–');
    expect(formatPayoutAddress(undefined)).toBe('–');
  });
});
