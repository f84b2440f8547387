import type { ProviderField } from './provider-fields.ts';

const NORDIC_ZONES = [
  'DK1',
  'DK2',
  'EE',
  'FI',
  'LT',
  'LV',
  'NO1',
  'NO2',
  'NO3',
  'NO4',
  'NO5',
  'SE1',
  'SE2',
  'SE3',
  'SE4',
];
const EUROPE_ZONES = [
  ...NORDIC_ZONES,
  'AT',
  'BE',
  'CH',
  'CZ',
  'DE-LU',
  'ES',
  'FR',
  'GR',
  'HR',
  'HU',
  'IT-North',
  'NL',
  'PL',
  'PT',
  'RO',
  'SI',
  'SK',
].sort();
const DEGREES = /^-?\d{1,3}(\.\d+)?$/;

function zone(choices: readonly string[]): readonly ProviderField[] {
  return [{ name: 'zone', required: true, choices }];
}

/** Of any coin: letters and digits, as Base58, Bech32 and hexadecimal have them. */
const ADDRESS = /^[0-9A-Za-z]{20,120}$/;
const USER = /^[\w.@-]{1,80}$/;
const COIN_WORD = /^[a-z0-9-]{2,30}$/;

const ADDRESS_FIELD: ProviderField = { name: 'address', required: true, pattern: ADDRESS };

const PLACE: readonly ProviderField[] = [
  { name: 'latitude', required: true, pattern: DEGREES },
  { name: 'longitude', required: true, pattern: DEGREES },
];

/** What each provider must be told; those that are not here need nothing. */
const FIELDS: Readonly<Record<string, readonly ProviderField[]>> = {
  awattar: [{ name: 'country', required: true, choices: ['de', 'at'] }],
  'energy-charts': zone(EUROPE_ZONES),
  // Energy identification codes: `10Y1001A1001A82H` is DE-LU.
  entsoe: [{ name: 'zone', required: true, pattern: /^\d\d[A-Z][A-Z0-9-]{12}[A-Z0-9]$/ }],
  nordpool: zone([...NORDIC_ZONES, 'AT', 'BE', 'FR', 'GER', 'NL', 'PL'].sort()),
  elprisetjustnu: zone(['SE1', 'SE2', 'SE3', 'SE4']),
  energinet: zone(['DK1', 'DK2']),
  octopus: [
    { name: 'product', required: true, pattern: /^[A-Z0-9-]{3,60}$/ },
    { name: 'region', required: true, choices: [...'ABCDEFGHJKLMNP'] },
  ],
  amber: [{ name: 'site', required: true, pattern: /^[0-9A-Z]{20,32}$/ }],
  'carbonintensity-uk': [{ name: 'postcode', required: false, pattern: /^[A-Za-z]{1,2}\d[A-Za-z\d]?$/ }],
  electricitymaps: [{ name: 'zone', required: true, pattern: /^[A-Z]{2}(-[A-Z0-9]{1,6}){0,2}$/ }],
  'own-mempool': [{ name: 'node', required: true, atHome: true }],
  watttime: [{ name: 'region', required: true, pattern: /^[A-Z_]{2,40}$/ }],
  ckpool: [
    { name: 'host', required: true, choices: ['solo.ckpool.org', 'eusolo.ckpool.org', 'ausolo.ckpool.org'] },
    ADDRESS_FIELD,
  ],
  'public-pool': [ADDRESS_FIELD],
  ocean: [ADDRESS_FIELD],
  nicehash: [{ ...ADDRESS_FIELD, required: false }],
  viabtc: [
    {
      name: 'coin',
      required: true,
      choices: ['BTC', 'BCH', 'LTC', 'DOGE', 'DASH', 'ZEC', 'ETC', 'CKB', 'KAS'],
    },
  ],
  f2pool: [
    { name: 'coin', required: true, pattern: COIN_WORD },
    { name: 'user', required: true, pattern: USER },
  ],
  antpool: [
    { name: 'coin', required: true, choices: ['BTC', 'BCH', 'LTC', 'DASH', 'ZEC', 'ETC', 'KAS'] },
    { name: 'user', required: true, pattern: USER },
  ],
  luxor: [{ name: 'coin', required: true, choices: ['BTC', 'LTC_DOGE', 'SC', 'ZEC', 'ZEN'] }],
  kano: [{ name: 'user', required: true, pattern: USER }],
  '2miners': [
    {
      name: 'coin',
      required: true,
      choices: ['ETC', 'RVN', 'ERG', 'CKB', 'KAS', 'ZEC', 'FLUX', 'BEAM', 'ALPH'],
    },
    ADDRESS_FIELD,
  ],
  zpool: [{ ...ADDRESS_FIELD, required: false }],
  'mining-dutch': [
    { name: 'coin', required: false, pattern: COIN_WORD },
    { name: 'user', required: false, pattern: USER },
  ],
  miningpoolhub: [
    { name: 'coin', required: true, pattern: COIN_WORD },
    { name: 'user', required: false, pattern: USER },
  ],
  supportxmr: [ADDRESS_FIELD],
  moneroocean: [ADDRESS_FIELD],
  openei: PLACE,
  'open-meteo': PLACE,
  'met-no': PLACE,
};

/** What a provider must be told to answer. */
export function fieldsOfProvider(id: string): readonly ProviderField[] {
  return FIELDS[id] ?? [];
}
