import { expect, test } from 'vitest';
import type { MinerFamily } from '../../domain/miner.ts';
import { firmwareName } from './firmware-name.ts';

test.each<[MinerFamily, string | undefined, string]>([
  ['vnish', '1.2.6', 'VNish 1.2.6'],
  ['axeos', 'v2.12.2', 'AxeOS v2.12.2'],
  ['antminer', 'Tue Dec  6 16:12:30 CST 2022', 'Bitmain stock, Dec 6, 2022'],
  ['antminer', 'FR-1.12(251009-S21)', 'Bitmain stock FR-1.12(251009-S21)'],
  ['hiveon', 'Thu Apr 10 2025', 'Hiveon, Apr 10, 2025'],
  ['braiins', '2025-06-25-0-45f356ea-25.05.1-plus', 'Braiins OS 25.05.1'],
  ['luxos', '2025.4.8.220305-57b389c7', 'LuxOS 2025.4.8.220305-57b389c7'],
  ['whatsminer', undefined, 'WhatsMiner stock'],
  ['avalon', ' ', 'Avalon stock'],
])('%s %s is called %s', (family, firmware, name) => {
  expect(firmwareName({ family, firmware })).toBe(name);
});
