import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { webRecording } from './recorded-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['/api/v1/summary', 'api_v1_summary.json'],
  ['/api/v1/summary', 'summary.json'],
  ['/api/v1/summary', 'web_summary.json'],
  ['/api/v1/perf-summary', 'perf_summary.json'],
  ['/api/v1/perf-summary', 'perf-summary.json'],
  ['/kaonsu/v1/brief', 'kaonsu_v1_brief.json'],
  ['/kaonsu/v1/brief', 'brief.json'],
  ['/kaonsu/v1/network_config', 'network_config.json'],
  ['/api/v1/miner/hw/hashboards', 'miner_hw_hashboards.json'],
  ['/api/v1/performance/tuner-state', 'performance_tuner_state.json'],
  ['/cgi-bin/luci/admin/network/iface_status/lan', 'web_net_conf.json'],
  ['/temps/chip', 'chip_temps.json'],
  ['/temps/chip', 'temps_chip.json'],
  ['/voltages', 'chip_voltages.json'],
  ['/api/v1/telemetry?level=miner,hashboard,psu', 'telemetry_full.json'],
  ['/api/v1/telemetry?level=miner,hashboard,psu', 'telemetry.json'],
])('%s is recorded as %s', (path, file) => {
  writeFileSync(join(folder, file), '{}');
  expect(basename(webRecording(folder, new URL(path, 'http://device')) ?? '')).toBe(file);
});

test('the sensors of boards are not those of chips', () => {
  writeFileSync(join(folder, 'temps.json'), '{}');
  expect(webRecording(folder, new URL('http://device/temps/chip'))).toBeUndefined();
});
