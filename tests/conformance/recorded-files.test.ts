import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { messageRecording, webRecording } from './recorded-files.ts';

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
  ['/user/userpanel?post=4', 'user_userpanel.json'],
  ['/user/userpanel?post=4', 'user_userpanel_4.json'],
  ['/user/userpanel?post=4', 'user_userpanel_post_4.json'],
  ['/user/userpanel?post=4', 'user_userpanel?post=4.json'],
  ['/user/userpanel?post=4', 'POST_user-userpanel.post=4.json'],
  ['/user/userpanel?post=4', 'userpanel.json'],
  ['/cgi-bin/stats.cgi', 'stats.cgi.json'],
  ['/cgi-bin/stats.cgi', 'cgi-bin_stats.cgi.json'],
  ['/cgi-bin/stats.cgi', 'stats_cgi.json'],
  ['/cgi-bin/stats.cgi', 'cgi_bin_stats_cgi.json'],
  ['/cgi-bin/stats.cgi', 'stats.cgi'],
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

test('a reply of the cgminer API is no web page, though it has the name of one', () => {
  writeFileSync(join(folder, 'summary.rpc.json'), '{}');
  expect(webRecording(folder, new URL('http://device/summary'))).toBeUndefined();
});

test.each([
  ['get_miner_status_summary.json', 'get.miner.status', 'summary'],
  ['get.miner.status.summary.json', 'get.miner.status', 'summary'],
  ['get_device_info.json', 'get.device.info', 'miner'],
  ['get_device_info.rpc.json', 'get.device.info', undefined],
])('%s answers %s with %s', (file, cmd, param) => {
  writeFileSync(join(folder, file), '{}');
  expect(basename(messageRecording(folder, { cmd, param }) ?? '')).toBe(file);
});

test('the sensors of boards are not those of chips', () => {
  writeFileSync(join(folder, 'temps.json'), '{}');
  expect(webRecording(folder, new URL('http://device/temps/chip'))).toBeUndefined();
});
