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

test('a value is never disputed, nor what the recording does not hold, nor for another family', () => {
  expect(disputed('epic', folder, firmware('PowerPlay v2'))).toBeUndefined();
  expect(disputed('axeos', folder, firmware(null))).toBeUndefined();
  writeFileSync(join(folder, 'summary.json'), '{ "Hostname": "shed" }');
  writeFileSync(join(folder, 'expected.json'), '{ "Software": "PowerPlay v1" }');
  expect(disputed('epic', folder, firmware(null))).toBeUndefined();
});
