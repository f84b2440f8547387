import type { MinerTwin } from '../miner-twin.ts';
import { chipRows, devRows, tempSections, voltageRow } from './luxos-boards.ts';
import { answerLuxCommand } from './luxos-commands.ts';
import { luxPools } from './luxos-pools.ts';
import { profileRows } from './luxos-profiles.ts';
import { config, fans, stats, summary, version } from './luxos-readings.ts';
import { INVALID_COMMAND, luxReply } from './luxos-reply.ts';

/** What an Antminer with LuxOS of 2025 replies to one command. @throws AnswerLost */
export function answerLuxos(twin: MinerTwin, command: string, parameter = ''): Record<string, unknown> {
  const reading = READINGS[command];
  if (reading) {
    const [code, message, sections] = reading(twin);
    return luxReply(twin, code, message, sections);
  }
  return (
    ofBoard(twin, command, parameter) ??
    answerLuxCommand(twin, command, parameter) ??
    luxReply(twin, INVALID_COMMAND, 'Invalid command')
  );
}

type Told = readonly [code: number, message: string, sections: Readonly<Record<string, unknown>>];

const READINGS: Readonly<Record<string, (twin: MinerTwin) => Told>> = {
  version: (twin) => [22, 'LUXminer versions', { VERSION: [version(twin)] }],
  summary: (twin) => [11, 'Summary', { SUMMARY: [summary(twin)] }],
  stats: (twin) => [70, 'LUXminer stats', { STATS: stats(twin) }],
  devs: (twin) => [9, `${twin.model.boards} ASC(s)`, { DEVS: devRows(twin) }],
  temps: (twin) => [201, `${twin.model.boards} Temp(s)`, tempSections(twin)],
  fans: (twin) => [202, `${twin.model.fanCount} Fan(s)`, fans(twin)],
  power: (twin) => [311, 'Power usage', { POWER: [{ PSU: false, Watts: Math.round(twin.measured.inputW) }] }],
  config: (twin) => [33, 'LUXminer config', { CONFIG: [config(twin)] }],
  pools: (twin) => [7, `${luxPools(twin).length} Pool(s)`, { POOLS: luxPools(twin) }],
  events: () => [357, 'Miner Events', { EVENTS: [] }],
  profiles: (twin) => [323, 'List profiles', { PROFILES: profileRows(twin) }],
  tempctrl: ({ settings }) => [
    200,
    'Temperature control',
    {
      TEMPCTRL: [
        {
          Dangerous: 75,
          Hot: 70,
          Mode: settings.autoFan ? 'Automatic' : 'Manual',
          Target: settings.targetC - BOARD_BELOW_CHIP_K,
        },
      ],
    },
  ],
};

/** LuxOS keeps its boards at a temperature, the twin its chips. */
const BOARD_BELOW_CHIP_K = 20;

function ofBoard(twin: MinerTwin, command: string, parameter: string): Record<string, unknown> | undefined {
  const board = Number(parameter);
  if (parameter === '' || !Number.isInteger(board) || board < 0 || board >= twin.model.boards)
    return undefined;
  if (command === 'voltageget')
    return luxReply(twin, 307, 'Get Voltage', { VOLTAGE: [voltageRow(twin, board)] });
  if (command === 'healthchipget')
    return luxReply(twin, 308, 'Get chip health', { CHIPS: chipRows(twin, board) });
  return undefined;
}
