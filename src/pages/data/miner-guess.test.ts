import { expect, test } from 'vitest';
import type { Miner } from '../../domain/miner.ts';
import { guessMiners } from './miner-guess.ts';

const miner = (id: string, name: string, host: string, mac?: string): Miner => ({
  id,
  name,
  address: { host, port: 80 },
  identity: { family: 'axeos', algorithm: 'sha256', mac },
  addedAtMs: 0,
});
const miners = [
  miner('aa11', 'Kitchen Gamma', '192.168.1.5', 'AA:BB:CC:DD:EE:01'),
  miner('bb22', 'Attic', '192.168.1.6'),
];

test('a miner is known by its id, MAC, name or address, however it is written', () => {
  const words = ['aa11', 'aa:bb:cc:dd:ee:01', 'kitchen_gamma', '192.168.1.6:9100', 'somebody'];
  expect(guessMiners(words, miners)).toEqual({
    aa11: 'aa11',
    'aa:bb:cc:dd:ee:01': 'aa11',
    kitchen_gamma: 'aa11',
    '192.168.1.6:9100': 'bb22',
  });
});

test('where there is one miner here and one in the file, they are the same', () => {
  expect(guessMiners([''], miners.slice(0, 1))).toEqual({ '': 'aa11' });
  expect(guessMiners([''], miners)).toEqual({});
});
