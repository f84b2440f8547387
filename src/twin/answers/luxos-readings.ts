import type { MinerTwin } from '../miner-twin.ts';
import { luxChains } from './luxos-boards.ts';
import { luxProfile } from './luxos-profiles.ts';
import { cents, epochS, percentOf, perMinute } from './rpc-numbers.ts';
import { shortRates } from './rpc-rows.ts';

/** What LuxOS of 2025 tells of the whole machine, with the keys of a recorded S19k Pro. */

export function version({ options, model }: MinerTwin): Record<string, unknown> {
  return {
    API: '3.7',
    CompileTime: 'Tue Apr  8 22:05:35 UTC 2025',
    LUXminer: options.firmware,
    Miner: options.firmware.split('-')[0],
    Type: model.deviceModel,
  };
}

/** The row of `summary`. */
export function summary(twin: MinerTwin): Record<string, unknown> {
  const { link, measured, uptimeS } = twin;
  const { difficulty } = link.active.setup;
  const ghs = (spread: number): number => cents(shortRates(twin)(spread) / 1e9);
  const all = link.accepted + link.rejected + link.stale;
  return {
    Accepted: link.accepted,
    'Best Share': Math.floor(link.bestSession),
    'Device Hardware%': 0,
    'Device Rejected%': 0,
    'Difficulty Accepted': link.accepted * difficulty,
    'Difficulty Rejected': link.rejected * difficulty,
    'Difficulty Stale': link.stale * difficulty,
    Discarded: 0,
    Elapsed: Math.floor(uptimeS),
    'Found Blocks': 0,
    'GHS 15m': ghs(0.004),
    'GHS 1m': ghs(0.01),
    'GHS 24h': cents(measured.mean1dHs / 1e9),
    'GHS 30m': ghs(0.003),
    'GHS 5m': ghs(0.006),
    'GHS 5s': cents(measured.hashrateHs / 1e9),
    'GHS av': cents(measured.mean1dHs / 1e9),
    'Get Failures': 0,
    Getworks: Math.floor(uptimeS / 10),
    'Hardware Errors': 0,
    'Last getwork': epochS(twin.state.atMs),
    'Local Work': 0,
    'Network Blocks': Math.floor(uptimeS / 600),
    'Pool Rejected%': percentOf(link.rejected, all),
    'Pool Stale%': percentOf(link.stale, all),
    Rejected: link.rejected,
    'Remote Failures': 0,
    Stale: link.stale,
    'Total MH': (measured.mean1dHs / 1e6) * uptimeS,
    Utility: perMinute(link.accepted, uptimeS),
    'Work Utility': perMinute(link.accepted * difficulty, uptimeS),
  };
}

/** The rows of `stats`. */
export function stats(twin: MinerTwin): Record<string, unknown>[] {
  const { measured, model, options, settings, uptimeS } = twin;
  const { CompileTime, Miner, Type } = version(twin);
  const rpms = fanRpms(twin);
  return [
    { CompileTime, Miner, Type },
    {
      Calls: 0,
      Elapsed: Math.floor(uptimeS),
      'GHS 5s': cents(measured.hashrateHs / 1e9),
      'GHS av': cents(measured.mean1dHs / 1e9),
      ID: 'BTM_SOC0',
      Max: 0,
      Min: 99_999_999,
      Mode: 2,
      STATS: 0,
      Wait: 0,
      ...luxChains(twin),
      ...Object.fromEntries(rpms.map((rpm, index) => [`fan${index + 1}`, rpm])),
      fan_num: rpms.length,
      frequency: settings.frequencyMhz,
      miner_count: model.boards,
      miner_id: options.mac.toLowerCase().replaceAll(':', ''),
      miner_version: Miner,
      no_matching_work: 0,
      rate_30m: cents(shortRates(twin)(0.003) / 1e9),
      rate_unit: 'GH',
      temp_num: model.boards,
      // Both are those of one board, as on the recorded machine.
      'total rate': cents(measured.mean1dHs / model.boards / 1e9),
      total_acn: model.fanCount,
      total_freqavg: settings.frequencyMhz,
      total_rateideal: cents(twin.expectedHashrateHs / 1e9),
    },
  ];
}

/** The answer to `fans`. */
export function fans(twin: MinerTwin): Record<string, unknown> {
  return {
    FANCTRL: [{ MinFans: 3, PowerOffSpeed: 20 }],
    FANS: fanRpms(twin).map((RPM, ID) => ({
      FAN: `FAN${ID + 1}`,
      ID,
      RPM,
      Speed: Math.round(twin.state.fanPercent),
    })),
  };
}

/** Two fans push and two pull; the pulling pair turns slower. */
function fanRpms({ measured, model }: MinerTwin): number[] {
  return Array.from(
    { length: model.fanCount },
    (_, index) => Math.round((measured.fanRpm * (index < 2 ? 1 : 0.84)) / 30) * 30,
  );
}

/** The row of `config`. */
export function config(twin: MinerTwin): Record<string, unknown> {
  const { hostname, model, options, settings, link } = twin;
  const { name, step } = luxProfile(twin);
  return {
    'ASC Count': model.boards,
    BcastAddr: '192.168.1.255',
    ControlBoardType: 'cvitek',
    Cooling: 'Air',
    CurtailMode: settings.paused ? 'Sleep' : 'None',
    DHCP: true,
    'DNS Servers': '',
    'Device Code': '',
    FPGABuildIdHex: '0x18351835',
    FPGABuildIdStr: '2018-35-18 35:00',
    FeeStatus: 'Ok',
    Gateway: '192.168.1.1',
    GreenLed: 'auto',
    Hostname: hostname,
    Hotplug: 'None',
    IPAddr: options.ipv4,
    ImmersionMode: false,
    IsAtmEnabled: false,
    IsPowerSupplyOn: !settings.paused,
    IsSingleVoltage: true,
    IsTuning: false,
    'Log Interval': 0,
    LogFileLevel: 'info',
    MACAddr: options.mac.toLowerCase(),
    Model: model.deviceModel,
    NameplateTHS: 100,
    Netmask: '255.255.255.0',
    OS: 'LuxOS',
    'PGA Count': 0,
    PSUHwVersion: '75',
    PSULabel: 'APW121215e',
    'Pool Count': link.hasFallback ? 2 : 1,
    Profile: name,
    ProfileStep: String(step),
    RedLed: settings.blinking ? 'blink' : 'auto',
    SerialNumber: `TWIN${String(options.seed).padStart(10, '0')}`,
    Strategy: 'Failover',
    SystemStatus: 'Normal',
    UpdateOnStartup: 'off',
    UpdateOnTimeout: 'off',
    UpdateOnUser: 'full',
    UpdateSource: 'https://storage.googleapis.com/luxor-firmware/stable',
    UpdateTimeout: 60,
  };
}
