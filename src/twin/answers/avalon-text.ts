import { Random } from '../../numerics/random.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { HASHES_PER_DIFFICULTY } from '../share-arrivals.ts';

/** `KEY[value] KEY[value] …`, the form in which an Avalon puts its whole state into one string. */
function bracketed(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}[${value}]`)
    .join(' ');
}

/** The `MM ID0` of `stats`: keys in the order of a recorded Nano 3S; power is `PS` index 6, at the wall. */
export function avalonText(twin: MinerTwin): string {
  return bracketed({ ...build(twin), ...run(twin), ...heat(twin), ...rates(twin), ...chips(twin) });
}

type Fields = Record<string, string | number>;

function build({ options }: MinerTwin): Fields {
  return {
    Ver: `Nano3s-${options.firmware}`,
    LVer: options.firmware,
    BVer: options.firmware,
    FW: 'Release',
    LED: '0-0',
    LEDUser: '0-100-50-0-0-255',
    LcdOnoff: 1,
    LcdSwitch: 2,
    DNA: `0201${options.mac.toLowerCase().replaceAll(':', '')}`,
  };
}

function run({ measured, state, uptimeS }: MinerTwin): Fields {
  return {
    MEMFREE: 62_908,
    PFCnt: 1,
    NETFAIL: '0 0 0 0 0 0 0 0',
    SYSTEMSTATU: `Work: ${state.hashing ? 'In Work' : 'In Idle'}, Hash Board: 1`,
    Elapsed: Math.floor(uptimeS),
    BOOTBY: '0x01.00000000',
    LW: Math.floor(uptimeS * 776),
    MH: 0,
    DHW: 4,
    HW: 0,
    DH: `${measured.errorPercent.toFixed(3)}%`,
  };
}

function heat(twin: MinerTwin): Fields {
  const { model, measured, settings, state } = twin;
  const millivolts = Math.round(measured.inputV * 1000);
  const chainMv = Math.round(measured.coreV * 1000 * model.chipsPerBoard);
  return {
    // This model has no inlet sensor.
    ITemp: -273,
    OTemp: Math.round(measured.sinkC - 4),
    TMax: Math.max(...chipTempsC(twin)),
    TAvg: Math.round(measured.chipC),
    TarT: settings.targetC,
    Fan1: measured.fanRpm,
    FanR: `${Math.round(state.fanPercent)}%`,
    PS: `0 0 ${millivolts} 4 0 ${chainMv} ${Math.round(measured.inputW)}`,
  };
}

function rates(twin: MinerTwin): Fields {
  const { model, measured, settings } = twin;
  const ghs = (hs: number): string => (hs / 1e9).toFixed(2);
  return {
    GHSspd: ghs(measured.hashrateHs),
    DHspd: `${measured.errorPercent.toFixed(3)}%`,
    GHSmm: ghs(twin.expectedHashrateHs),
    GHSavg: ghs(measured.mean1dHs),
    WU: ((measured.mean1dHs * 60) / HASHES_PER_DIFFICULTY).toFixed(2),
    Freq: settings.frequencyMhz.toFixed(2),
    MGHS: ghs(measured.mean1dHs),
    MTmax: Math.max(...chipTempsC(twin)),
    MTavg: Math.round(measured.chipC),
    TA: model.chipsPerBoard,
    Core: model.asicModel,
    BIN: 0,
    PING: Math.round(measured.responseTimeMs),
    SoftOFF: settings.paused ? 4 : 0,
    ECHU: 0,
    ECMM: 0,
  };
}

/** Temperature, voltage and work of each chip; a stalled one does no work. */
function chips(twin: MinerTwin): Fields {
  const { measured, effects, options, model, settings } = twin;
  const random = Random.labelled(options.seed, `chips ${measured.hashrateAtMs}`);
  const tempsC = chipTempsC(twin);
  const millivolts = tempsC.map(() => Math.round(measured.coreV * 1000 + 4 * random.normal()));
  const works = tempsC.map((_, chip) =>
    effects.stalledChips.includes(chip) ? 0 : Math.round(490 + 25 * random.normal()),
  );
  return {
    PLL0: '365 341 755 363',
    SF0: '420 438 459 480',
    PVT_T0: tempsC.map((temp) => String(temp).padStart(3)).join(' '),
    PVT_V0: millivolts.join(' '),
    MW0: works.join(' '),
    CRC: 0,
    COMCRC: 0,
    ATA2: `${model.maxPowerW}-90-3704-420-20`,
    WORKMODE: settings.workMode,
    WORKLEVEL: 0,
    MPO: model.maxPowerW,
    CALIALL: 7,
    ADJ: 1,
  };
}

function chipTempsC({ silicon, measured }: MinerTwin): number[] {
  return Array.from(silicon.chipOffsetsK, (offset) => Math.round(measured.chipC + offset));
}

/** The `MM ID0` of `litestats`. */
export function avalonLiteText({ options, measured, state, settings }: MinerTwin): string {
  return bracketed({
    LVer: options.firmware,
    BVer: options.firmware,
    MVer: 0,
    FW: 'Release',
    STATE: state.hashing ? 1 : 0,
    MODE: 2,
    LEVEL: 0,
    GHSspd: (measured.hashrateHs / 1e9).toFixed(6),
    ITemp: -273,
    OTemp: Math.round(measured.sinkC - 4),
    Limitemp: 0,
    FanR: `${Math.round(state.fanPercent)}%`,
    Filter: 33_862,
    LED: '0-0',
    LEDUser: '0-100-50-0-0-255',
    LcdOnoff: settings.paused ? 0 : 1,
    LcdSwitch: 2,
    LcdBright: 0,
    ECHU: 0,
    ECMM: 0,
    SSID: 'Home',
    RSSI: measured.rssiDbm,
    NetDevType: 1,
  });
}
