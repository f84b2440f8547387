/** Replies of WhatsMiners in the form of their firmware, with values of our own. */

const OK = { STATUS: [{ STATUS: 'S', Msg: 'ok' }], id: 1 };
const own = (message: unknown) => ({ STATUS: 'S', Code: 131, Msg: message, Description: '' });

function dev(place: number) {
  return {
    ASC: place,
    Slot: place,
    'MHS 5s': 20_000_000 + place,
    'MHS av': 21_000_000,
    'Chip Frequency': 640 + place,
    'Effective Chips': 105,
    'Chip Temp Max': 90 + place,
    Temperature: 70 + place,
  };
}

/** What API v1 and v2 have in common. */
export const WHATSMINER_V2: Readonly<Record<string, unknown>> = {
  get_version: own({ api_ver: '2.0.5', fw_ver: '20230803.11.REL', platform: 'H616' }),
  summary: {
    ...OK,
    SUMMARY: [
      {
        Accepted: 2_338,
        Rejected: 4,
        Stale: 1,
        'Best Share': 41_127_493,
        'HS RT': 67_394_800.97,
        'MHS 5s': 70_668_114.52,
        'MHS av': 67_753_251.19,
        'Factory GHS': 68_796,
        'Hardware Errors': 69,
        'Device Hardware%': 0.011,
        'Chip Temp Max': 92.5,
        'Chip Temp Avg': 84.1,
        'Env Temp': 28.5,
        Temperature: 71.5,
        'Fan Speed In': 6_450,
        'Fan Speed Out': 6_480,
        Power: 3_417,
        'Power Limit': 3_500,
        'Power Mode': 'Normal',
        freq_avg: 648,
        Elapsed: 10_154,
        Uptime: 10_792,
        MAC: 'C4:08:28:00:A4:19',
        'Firmware Version': "'20230803.11.REL'",
      },
    ],
  },
  devs: { ...OK, DEVS: [dev(0), dev(1), dev(2)] },
  pools: {
    ...OK,
    POOLS: [
      {
        URL: 'stratum+tcp://btc.example.pool:3333',
        User: 'lamp.one',
        Status: 'Alive',
        'Stratum Active': true,
        Accepted: 2_338,
        Rejected: 4,
        'Stratum Difficulty': 65_536,
      },
    ],
  },
  status: own({ mineroff: 'false' }),
  get_error_code: own({ error_code: [{ '531': '2024-06-15 10:30:00' }] }),
  get_miner_info: own({ hostname: 'WhatsMiner', mac: 'C4:08:28:00:A4:19', ledstat: 'auto' }),
  devdetails: { ...OK, DEVDETAILS: [{ Driver: 'bitmicro', Model: 'M20S_V10' }] },
};

const success = (message: unknown) => ({ code: 0, when: 1_692_685_443, msg: message });

function edev(place: number) {
  return {
    id: place,
    'hash-realtime': 57 + place,
    'hash-average': 56.5,
    'effective-chips': 75,
    'chip-temp-max': 80 + place,
    freq: 625,
  };
}

/** Messages of API v3, by the part that they tell. */
export const WHATSMINER_V3 = {
  info: success({
    miner: { type: 'M60S_VK40', working: 'true' },
    network: { hostname: 'WhatsMiner', mac: 'CE:02:01:00:8C:36' },
    system: { fwversion: '20251209.16.Rel2', 'control-board-version': 'CB6V10' },
    power: { vin: 230.5, iin: 14.2 },
    'error-code': [{ '253': '2026-05-23 09:19:10', reason: 'Power fan error.' }],
  }),
  summary: success({
    summary: {
      'hash-realtime': 171.259,
      'hash-average': 170.8,
      'factory-hash': 181.051,
      'power-realtime': 3_156,
      'power-limit': 3_600,
      'power-mode': 'normal',
      'chip-temp-max': 82,
      'chip-temp-avg': 75.5,
      'board-temperature': [41.1, 40.1, 41.5],
      'environment-temperature': 28.5,
      'fan-speed-in': 5_400,
      'fan-speed-out': 5_280,
      'freq-avg': 625,
      elapsed: 50_000,
    },
  }),
  edevs: success({ edevs: [edev(0), edev(1), edev(2)] }),
  pools: success({
    pools: [
      {
        url: 'stratum+tcp://btc.example.pool:3333',
        account: 'lamp.one',
        status: 'alive',
        'stratum-active': true,
      },
    ],
  }),
} as const;
