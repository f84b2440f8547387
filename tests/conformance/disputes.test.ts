import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { disputed } from './disputes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
  writeFileSync(join(folder, 'summary.json'), '{ "Software": "PowerPlay v1" }');
});
afterEach(() => rmSync(folder, { recursive: true }));

const firmware = (expected: unknown) => ({ field: 'firmware', expected, got: 'PowerPlay v1' });

test('that a device did not say what stands in its own recording is disputed', () => {
  expect(disputed('epic', folder, firmware(null))).toMatch(/summary\.json/);
});

test.each([
  ['mara', 'faults', 'brief.json', '{"indicator": "Degraded", "indicator_long": "a board is missing"}', true],
  ['mara', 'faults', 'brief.json', '{"indicator": "Fully functional", "indicator_long": "all well"}', false],
  ['mara', 'fans[2].percent', 'fans.json', '{"percent": 43}', true],
  ['mara', 'fans[2].rpm', 'fans.json', '{"percent": 43}', false],
  ['mara', 'boards[1].frequency_mhz', 'hashboards.json', '{"frequency_average": 599.6}', true],
  ['goldshell', 'boards[1].frequency_mhz', 'devs.rpc.json', '{"clock": 840.0}', true],
  ['avalon', 'faults', 'stats.rpc.json', 'ECHU[0 512 0] ECMM[0]', true],
  ['avalon', 'faults', 'stats.rpc.json', 'ECHU[0 0 0] ECMM[0] PING[17]', false],
  ['axeos', 'faults', 'api_system_info.json', '{"overheat_mode": 1}', true],
  ['goldshell', 'boards[0].voltage_v', 'devs.rpc.json', '{"voltage": 0.410}', true],
  ['goldshell', 'boards[0].voltage_v', 'devs.rpc.json', '{"voltage": 0}', false],
])('%s: %s of %s that says %s is disputed: %j', (family, field, file, text, isDisputed) => {
  writeFileSync(join(folder, file), text);
  expect(disputed(family, folder, { field, expected: null, got: 1 }) !== undefined).toBe(isDisputed);
});

test('a value is never disputed, nor what the recording does not hold, nor for another family', () => {
  expect(disputed('epic', folder, firmware('PowerPlay v2'))).toBeUndefined();
  expect(disputed('axeos', folder, firmware(null))).toBeUndefined();
  writeFileSync(join(folder, 'summary.json'), '{ "Hostname": "shed" }');
  writeFileSync(join(folder, 'expected.json'), '{ "Software": "PowerPlay v1" }');
  expect(disputed('epic', folder, firmware(null))).toBeUndefined();
});
