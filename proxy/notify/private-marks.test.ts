import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { alarmMessage, summaryMessage } from './alarm-words.ts';
import { withoutPrivateMarks } from './private-marks.ts';

const WALLETS = [
  '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
  'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
  'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9',
  '0x52908400098527886E0F7030069857D2E4169EE7',
  'kaspa:qqkqkzjvr7zwxxmjxjkmxxdwju9kjs6e9u82uh59z07vgaks6gg62v8707g73',
];
const MACS = ['AA:BB:CC:DD:EE:FF', 'aa-bb-cc-dd-ee-ff', 'aabb.ccdd.eeff', 'aabbccddeeff'];
const PLACES = ['192.168.1.7', 'bitaxe-10-0-0-12', 'fe80::1ff:fe23:4567:890a', '2001:db8::1', '::1'];

test.each([...WALLETS, ...MACS, ...PLACES])('“%s” never stands in a message', (mark) => {
  const told = withoutPrivateMarks(`Attic (${mark}) is hot`);
  expect(told).not.toContain(mark);
  expect(told).toMatch(/^Attic \(.*\) is hot$/);
  expect(told).not.toMatch(/\d{3}/);
});

test.each(['Kitchen Gamma', 'S19 Pro 110T', 'Nano 3S', 'Küche №2', 'firmware 2.12.0', '12:34 power lost'])(
  'the name “%s” stays as it is',
  (name) => {
    expect(withoutPrivateMarks(name.normalize('NFKC'))).toBe(name.normalize('NFKC'));
  },
);

const mark = fc.oneof(
  fc.constantFrom(...WALLETS),
  fc.ipV4(),
  fc
    .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
    .map((bytes) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':')),
);

test('whatever a miner is called and whatever a device says, no message tells an address, a MAC or a wallet', () => {
  fc.assert(
    fc.property(mark, fc.string(), fc.constantFrom('opened', 'resolved'), (secret, around, phase) => {
      const alert: Alert = {
        id: `device-fault:${secret}:1`,
        kind: 'device-fault',
        minerIds: [secret],
        severity: 'act',
        openedAtMs: 0,
        resolvedAtMs: phase === 'resolved' ? 5 : undefined,
        evidence: { sinceMs: 0, text: `${around} ${secret} ${around}` },
      };
      const context = { names: [`${around} ${secret}`, secret], tag: 'x', nowMs: 10 };
      const messages = [
        alarmMessage(alert, phase, context),
        summaryMessage([{ alert, phase, names: context.names }], context),
      ];
      for (const message of messages) expect(JSON.stringify(message)).not.toContain(secret);
    }),
    { numRuns: 100 },
  );
});
