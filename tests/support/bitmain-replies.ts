/**
 * Well-formed replies of Bitmain's firmware and its relatives, written by hand after real ones: as small as they can be
 * and still say everything.
 */

/** An S21 by its web pages, with what its old API adds. */
export const S21 = {
  systemInfo: {
    minertype: 'Antminer S21',
    hostname: 'antMiner',
    macaddr: '02:00:5e:10:00:02',
    system_filesystem_version: 'Thu Oct 9 18:55:45 CST 2025',
  },
  stats: {
    INFO: {
      miner_version: 'uart_trans.1.3',
      CompileTime: 'Thu Jul 11 16:38:25 CST 2024',
      type: 'Antminer S21',
    },
    STATS: [
      {
        elapsed: 3_817,
        rate_5s: 206_238.69,
        rate_avg: 203_719.72,
        rate_ideal: 200_000,
        rate_unit: 'GH/s',
        fan_num: 2,
        fan: [4_020, 3_960],
        hwp_total: 0.0025,
        watt: 3_499,
        'miner-mode': 0,
        chain: [
          {
            index: 0,
            rate_real: 103_000.5,
            asic_num: 65,
            freq_avg: 625,
            temp_chip: [53, 53, 73, 73],
            temp_pcb: [48, 66, 68, 68],
            asic: ' ooo oxo',
          },
          {
            index: 1,
            rate_real: 103_238.19,
            asic_num: 65,
            freq_avg: 620,
            temp_chip: [51, 51, 70, 70],
            temp_pcb: [46, 65, 65, 65],
            asic: ' ooo ooo',
          },
        ],
      },
    ],
  },
  summary: {
    SUMMARY: [
      {
        elapsed: 3_820,
        hw_all: 2,
        bestshare: 727_920_402,
        status: [
          { type: 'rate', status: 's', code: 0, msg: '' },
          { type: 'network', status: 'e', code: 3, msg: '' },
          { type: 'fans', status: 'e', code: 'J0:8', msg: 'Fan speed low' },
          { type: 'temp', status: '', code: 0, msg: '' },
        ],
      },
    ],
  },
  pools: {
    POOLS: [
      {
        url: 'stratum+tcp://a.example:3333',
        user: 'me.1',
        status: 'Alive',
        diff: '524K',
        accepted: 5,
        rejected: 1,
      },
    ],
  },
  apiSummary: {
    SUMMARY: [
      {
        Accepted: 4_057,
        Rejected: 11,
        Stale: 1,
        'Best Share': 5,
        'Hardware Errors': 7,
        'Device Hardware%': 0,
      },
    ],
  },
  apiPools: {
    POOLS: [
      {
        URL: 'stratum+tcp://a.example:3333',
        User: 'me.1',
        Status: 'Alive',
        'Stratum Active': true,
        Diff: '262K',
        Accepted: 4_057,
        Rejected: 11,
      },
    ],
  },
} as const;

/** A DG1+ by its pages: the same form in other units. */
export const DG1 = {
  systemInfo: {
    minertype: 'DG1+',
    hostname: 'DG1+',
    macaddr: '02:00:5e:10:00:03',
    system_filesystem_version: 'DG1+_SW_V1.0.2',
    Algorithm: 'Scrypt',
  },
  stats: {
    INFO: { miner_version: 'DG1+_SW_V1.0.2', type: 'DG1+', hw_version: 'DG1+_HW_V1.0' },
    STATS: [
      {
        elapsed: 357_352,
        rate_5s: 7_531.88,
        rate_avg: 7_199.04,
        rate_ideal: 7_114.5,
        rate_unit: 'MH/s',
        fan_num: 2,
        fan: ['5340', '5400'],
        hwp_total: 0.1155,
        chain: [
          {
            index: 0,
            rate_real: 3_553.5,
            asic_num: 204,
            freq_avg: 62_000,
            temp_chip: ['47125', '50500', '', ''],
            temp_pcb: [47, 46, 67, 66],
            asic: 'ooooooooo',
          },
          {
            index: 3,
            rate_real: 3_550.11,
            asic_num: 204,
            freq_avg: 62_000,
            temp_chip: ['52812', '56937', '', ''],
            temp_pcb: [47, 46, 64, 66],
            asic: 'ooooooooo',
          },
        ],
      },
    ],
  },
  summary: {
    SUMMARY: [{ bestshare: 0, hw_all: 14_199.04, status: [{ type: 'rate', status: 's', code: 0, msg: '' }] }],
  },
  pools: {
    POOLS: [
      {
        url: 'stratum+tcp://a.example:3333',
        user: 'me.1',
        status: 'Unreachable',
        accepted: 5,
        rejected: 1,
        diff: '',
      },
    ],
  },
  power: { power_output: 3_412 },
} as const;

/** A SealMiner A2 with one board left, and in some trouble. */
export const A2 = {
  stats: {
    STATS: [
      {
        'Board Count': 1,
        '0 Bad Chip Count': 2,
        '0 Chip Count': 153,
        '0 Freq': 349,
        '0 MHS(Sample)': 73_905_832.5,
        '0 Online': true,
        '0 Speed': 3_723,
        '0 Temp 0': 55,
        '0 Temp 2': 69,
        '1 Speed': 3_753,
        ASIC: 'Seal02-V1',
        'Ctrl Board': 'taurus_air_v1.1',
        Elapsed: 2_481,
        'Error Code': '',
        Firmware: '2025091001',
        Freq: 346,
        MAC: '02:00:5e:10:00:04',
        'MHS(Ideal)': 74_342_544,
        'MHS(Sample)': 73_905_832.5,
        'Mining Mode': 'Normal',
        Model: 'A2',
        'PM State': 'Running',
        'PSU Error': '0x00000004',
        'PSU Input Power': 1_504,
        'PSU Output Current': 90,
        'PSU Output Voltage': 15.671,
        'Power Limit': 3_500,
        Temp: 70,
      },
    ],
  },
  summary: {
    SUMMARY: [
      {
        Accepted: 1_421,
        Rejected: 3,
        Stale: 0,
        'Best Share': 33_318_911,
        'Device Hardware%': 0.1,
        'Hardware Errors': 54,
        'MHS 5s': 368_479_432.78,
        'MHS 1m': 73_599_714.1,
        'MHS av': 72_860_473.51,
      },
    ],
  },
  pools: {
    POOLS: [
      {
        URL: 'stratum+tcp://a.example:3333',
        User: 'me.1',
        Status: 'Alive',
        'Stratum Active': true,
        Accepted: 322,
      },
    ],
  },
} as const;

/** LuxOS on an S19k Pro with two boards. */
export const LUX = {
  version: { VERSION: [{ LUXminer: '2025.4.8.220305-57b389c7', Type: 'Antminer S19k Pro' }] },
  summary: {
    SUMMARY: [
      {
        'GHS 5s': 40_756.06,
        'GHS av': 38_917.91,
        Accepted: 1_483,
        Rejected: 1,
        Stale: 0,
        'Best Share': 32_768,
        'Hardware Errors': 4,
        'Device Hardware%': 0.5,
      },
    ],
  },
  stats: {
    STATS: [
      { Type: 'Antminer S19k Pro' },
      {
        Elapsed: 3_453,
        chain_acn1: 77,
        chain_acn2: 76,
        freq1: 300,
        freq2: 305,
        frequency: 300,
        'total rate': 18_972.63,
      },
    ],
  },
  devs: {
    DEVS: [
      { ID: 1, 'MHS 5s': 20_751_652.25, 'Nominal MHS': 20_651_400 },
      { ID: 0, 'MHS 5s': 19_773_825.5, 'Nominal MHS': 20_651_400 },
    ],
  },
  temps: {
    METADATA: [{ TopLeft: { Label: 'Board Exhaust (top)' }, TopRight: { Label: 'Board Intake (top)' } }],
    TEMPS: [
      { ID: 0, TopLeft: 47, TopRight: 34 },
      { ID: 1, TopLeft: 48, TopRight: 33 },
    ],
  },
  fans: { FANS: [{ RPM: 1_920, Speed: 20 }] },
  power: { POWER: [{ PSU: false, Watts: 1_051 }] },
  config: {
    CONFIG: [
      {
        Hostname: 'ExampleS19k',
        MACAddr: '02:00:5e:10:00:05',
        Model: 'Antminer S19k Pro',
        Profile: '290MHz',
        CurtailMode: 'None',
        ControlBoardType: 'cvitek',
      },
    ],
  },
  pools: {
    POOLS: [
      {
        URL: 'stratum+tcp://a.example:3333',
        User: 'me.1',
        Status: 'Alive',
        'Stratum Active': true,
        'Stratum Difficulty': 32_768,
      },
    ],
  },
  events: {
    EVENTS: [{ Code: 'REBOOT_NOT_HASHING', Description: 'Board reboot due to it not hashing.', ID: 0 }],
  },
  voltageget: [{ VOLTAGE: [{ Board: 0, Voltage: 11.88 }] }, { VOLTAGE: [{ Board: 1, Voltage: 12 }] }],
  healthchipget: [
    {
      CHIPS: [
        { Board: 0, Chip: 0, 'GHS 1m': 250.5, ChipTemp: 61, Healthy: 'Y' },
        { Board: 0, Chip: 1, 'GHS 1m': 0, ChipTemp: 44, Healthy: 'N' },
      ],
    },
    { CHIPS: [{ Board: 1, Chip: 0, 'GHS 1m': 251, ChipTemp: 63, Healthy: 'Y' }] },
  ],
} as const;
