import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareAddresses } from './address-order.ts';
import { formatIpv4 } from './scan-range.ts';

test('addresses stand in the order in which they are counted, whatever their text', () => {
  const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(address, address, (a, b) => {
      const order = compareAddresses({ host: formatIpv4(a), port: 80 }, { host: formatIpv4(b), port: 80 });
      expect(Math.sign(order)).toBe(Math.sign(a - b));
    }),
  );
});

test('two doors of one host stand by their ports', () => {
  expect(compareAddresses({ host: '10.0.0.1', port: 4028 }, { host: '10.0.0.1', port: 80 })).toBeGreaterThan(
    0,
  );
});
