import type { MinerTwin } from '../miner-twin.ts';
import { cents, percentOf } from './rpc-numbers.ts';
import { poolRows } from './rpc-rows.ts';
import { rpcStatus } from './rpc-status.ts';
import { answerWhatsminerCommand, POWER_MODES } from './whatsminer-commands.ts';
import { btminerReply } from './whatsminer-reply.ts';

/**
 * What a WhatsMiner of API 2.0.5 replies to one message, with the keys of a recorded one: `{command}` in the clear to read,
 * `{enc, data}` to change something. @throws AnswerLost
 */
export function answerWhatsminer(
  twin: MinerTwin,
  message: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const sealedCommand = answerWhatsminerCommand(twin, message);
  if (sealedCommand) return sealedCommand;
  const command = String(message.command ?? message.cmd ?? '');
  const { model } = twin;
  switch (command) {
    case 'summary':
      return { ...rpcStatus(twin, { code: 11, message: 'Summary' }), SUMMARY: [summary(twin)] };
    case 'devs':
    case 'edevs':
      return { ...rpcStatus(twin, { code: 9, message: `${model.boards} ASC(s)` }), DEVS: devs(twin) };
    case 'pools':
      return {
        ...rpcStatus(twin, { code: 7, message: `${pools(twin).length} Pool(s)` }),
        POOLS: pools(twin),
      };
    case 'devdetails':
      return { ...rpcStatus(twin, { code: 69, message: 'Device Details' }), DEVDETAILS: details(twin) };
    default: {
      const told = TOLD[command];
      return told
        ? btminerReply(twin, 131, told(twin))
        : btminerReply(twin, 14, 'invalid cmd', { isError: true });
    }
  }
}

/** Commands whose answer stands in `Msg`. */
const TOLD: Readonly<Record<string, (twin: MinerTwin) => Readonly<Record<string, unknown>>>> = {
  get_version: ({ options }) => ({ api_ver: '2.0.5', fw_ver: options.firmware, platform: 'H616' }),
  get_miner_info: ({ hostname, settings, options }) => ({
    hostname,
    ledstat: settings.blinking ? 'manual' : 'auto',
    mac: options.mac,
  }),
  get_psu: ({ measured }) => ({
    fan_speed: String(Math.round(measured.fanRpm)),
    hw_version: '',
    model: 'P222B',
    name: 'P222B',
    sw_version: '230208.220429',
  }),
  get_error_code: () => ({ error_code: [] }),
  status: ({ options, settings }) => ({
    FirmwareVersion: options.firmware,
    hash_percent: '0',
    mineroff: String(settings.paused),
    mineroff_reason: '',
    mineroff_time: '',
    power_limit_set: String(settings.powerTargetW),
    power_mode: (POWER_MODES[settings.workMode] ?? 'Normal').toLowerCase(),
  }),
};

/** Rates in MH/s; what has no reading while the boards are off stays away. */
function summary(twin: MinerTwin): Record<string, unknown> {
  const { link, measured, model, options, settings, state, uptimeS } = twin;
  const all = link.accepted + link.rejected + link.stale;
  return {
    Accepted: link.accepted,
    'Best Share': Math.floor(link.bestSession),
    'Chip Temp Avg': tenths(measured.chipC),
    'Chip Temp Max': tenths(measured.chipMaxC),
    'Chip Temp Min': tenths(measured.chipC - 2 * model.chipSpreadC),
    Elapsed: Math.floor(uptimeS),
    'Env Temp': tenths(state.airC),
    'Factory GHS': Math.round(factoryHs(twin) / 1e9),
    'Fan Speed In': rpm(twin, 1),
    'Fan Speed Out': rpm(twin, 0.98),
    'HS RT': cents(measured.hashrateHs / 1e6),
    'Hash Stable': uptimeS > 600,
    MAC: options.mac,
    'MHS av': cents(measured.mean1dHs / 1e6),
    'Pool Rejected%': percentOf(link.rejected, all),
    Power: Math.round(measured.inputW),
    'Power Limit': settings.powerTargetW,
    'Power Mode': POWER_MODES[settings.workMode] ?? 'Normal',
    'Target Freq': settings.frequencyMhz,
    Uptime: Math.floor(uptimeS),
  };
}

function devs(twin: MinerTwin): Record<string, unknown>[] {
  const { link, measured, model, options, settings, domainsHs, uptimeS } = twin;
  return Array.from({ length: model.boards }, (_, board) => {
    const own = domainsHs.slice(board * model.chipsPerBoard, (board + 1) * model.chipsPerBoard);
    const stalled = twin.effects.stalledChips.filter(
      (chip) => Math.floor(chip / model.chipsPerBoard) === board,
    );
    return {
      ASC: board,
      Accepted: Math.floor(link.accepted / model.boards),
      'Chip Frequency': settings.frequencyMhz,
      'Chip Temp Avg': tenths(measured.chipC),
      'Chip Temp Max': tenths(measured.chipMaxC),
      'Chip Temp Min': tenths(measured.chipC - 2 * model.chipSpreadC),
      'Device Elapsed': Math.floor(uptimeS),
      'Effective Chips': model.chipsPerBoard - stalled.length,
      Enabled: 'Y',
      'Factory GHS': Math.round(factoryHs(twin) / model.boards / 1e9),
      'Fan Speed In': rpm(twin, 1),
      'Fan Speed Out': rpm(twin, 0.98),
      Frequency: settings.frequencyMhz,
      ID: board,
      'MHS av': cents(own.reduce((sum, each) => sum + each, 0) / 1e6),
      Name: 'SM',
      'PCB SN': `TWIN${options.seed}B${board}`,
      Rejected: 0,
      Slot: board,
      Status: 'Alive',
      Temperature: tenths(measured.chipC - BOARD_BELOW_CHIP_K),
    };
  });
}

/** Recorded: 65 °C on a board whose chips are at 71.5 °C in the mean. */
const BOARD_BELOW_CHIP_K = 6.5;

function pools(twin: MinerTwin): Record<string, unknown>[] {
  return poolRows(twin, ({ account, index, active, url }) => ({
    Accepted: account.accepted,
    POOL: index + 1,
    Priority: index,
    Rejected: account.rejected,
    Status: 'Alive',
    'Stratum Active': active,
    URL: url,
    User: account.setup.user,
  }));
}

/** Its driver, by which old ones are known, and its model, which no other command tells. */
function details({ model }: MinerTwin): Record<string, unknown>[] {
  return Array.from({ length: model.boards }, (_, board) => ({
    DEVDETAILS: board,
    Driver: 'bitmicro',
    ID: board,
    Kernel: '',
    Model: model.deviceModel,
    Name: 'SM',
  }));
}

/** What the boards made in the works, at the maker's own clock. */
function factoryHs({ expectedHashrateHs, model, settings }: MinerTwin): number {
  return (expectedHashrateHs * model.defaultFrequencyMhz) / settings.frequencyMhz;
}

function rpm({ measured }: MinerTwin, part: number): number {
  return Math.round((measured.fanRpm * part) / 30) * 30;
}

function tenths(tempC: number): number {
  return Math.round(10 * tempC) / 10;
}
