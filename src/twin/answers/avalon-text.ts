import { Random } from '../../numerics/random.ts';
import type { MinerTwin } from '../miner-twin.ts';

/** `KEY[value] KEY[value] …`, the form in which an Avalon puts its whole state into one string. */
function bracketed(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}[${value}]`)
    .join(' ');
}

/** The `MM ID0` of `stats`: keys in the order of a recorded Nano 3S; power is `PS` index 6, at the wall. */
export function avalonText(twin: MinerTwin): string {
  const { model, options, measured, settings, state, uptimeS } = twin;
  const chips = perChip(twin);
  const hottestC = Math.max(...chips.tempsC);
  const meanC = Math.round(measured.chipC);
  const ghs = (hs: number): string => (hs / 1e9).toFixed(2);
  const watts = Math.round(measured.inputW);
  return bracketed({
    Ver: `Nano3s-${options.firmware}`,
    LVer: options.firmware,
    BVer: options.firmware,
    FW: 'Release',
    LED: '0-0',
    LEDUser: '0-100-50-0-0-255',
    LcdOnoff: 1,
    LcdSwitch: 2,
    DNA: `0201${options.mac.toLowerCase().replaceAll(':', '')}`,
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
    // This model has no inlet sensor.
    ITemp: -273,
    OTemp: Math.round(measured.sinkC - 4),
    TMax: hottestC,
    TAvg: meanC,
    TarT: settings.targetC,
    Fan1: measured.fanRpm,
    FanR: `${Math.round(state.fanPercent)}%`,
    PS: `0 0 ${Math.round(measured.inputV * 1000)} 4 0 ${Math.round(measured.coreV * 1000 * model.chipsPerBoard)} ${watts}`,
    GHSspd: ghs(measured.hashrateHs),
    DHspd: `${measured.errorPercent.toFixed(3)}%`,
    GHSmm: ghs(twin.expectedHashrateHs),
    GHSavg: ghs(measured.mean1dHs),
    WU: ((measured.mean1dHs * 60) / 4294967296).toFixed(2),
    Freq: settings.frequencyMhz.toFixed(2),
    MGHS: ghs(measured.mean1dHs),
    MTmax: hottestC,
    MTavg: meanC,
    TA: model.chipsPerBoard,
    Core: model.asicModel,
    BIN: 0,
    PING: Math.round(measured.responseTimeMs),
    SoftOFF: settings.paused ? 4 : 0,
    ECHU: 0,
    ECMM: 0,
    PLL0: '365 341 755 363',
    SF0: '420 438 459 480',
    PVT_T0: chips.tempsC.map((temp) => String(temp).padStart(3)).join(' '),
    PVT_V0: chips.millivolts.join(' '),
    MW0: chips.works.join(' '),
    CRC: 0,
    COMCRC: 0,
    ATA2: `${model.maxPowerW}-90-3704-420-20`,
    WORKMODE: 2,
    WORKLEVEL: 0,
    MPO: model.maxPowerW,
    CALIALL: 7,
    ADJ: 1,
  });
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

/** Temperature, voltage and work of each chip; a stalled one does no work. */
function perChip({ silicon, measured, effects, options }: MinerTwin) {
  const random = Random.labelled(options.seed, `chips ${measured.hashrateAtMs}`);
  const tempsC = Array.from(silicon.chipOffsetsK, (offset) => Math.round(measured.chipC + offset));
  return {
    tempsC,
    millivolts: tempsC.map(() => Math.round(measured.coreV * 1000 + 4 * random.normal())),
    works: tempsC.map((_, chip) =>
      effects.stalledChips.includes(chip) ? 0 : Math.round(490 + 25 * random.normal()),
    ),
  };
}
