import type { ProviderFieldName } from '../../../domain/provider-fields.ts';
import type { SourceErrorKind } from '../../../domain/source-error.ts';
import type { SourceKind, Upstream } from '../../../domain/upstream.ts';

/** Words of the Sources page. */
export const sources = {
  heading: 'Sources',
  lead: 'Where figures from outside come from. Nobody is asked before you switch it on, and you see here who is.',
  back: 'Back to Settings',
  demo: 'These are the sources of your own fleet. The demo asks nobody: its figures are examples.',
  loading: 'Reading the sources …',
  failed: 'The sources cannot be read just now.',
  notKept: 'Could not be kept: this browser did not store it. Nothing was changed.',

  card: {
    heading: 'Sources',
    what: 'Prices, difficulty, pools, power and weather from outside. Nobody is asked before you switch it on.',
    open: 'Choose sources',
  },

  usual: {
    heading: 'Begin with the usual ones',
    what: (names: string) =>
      `${names}: free, without an account. They learn the address of your line, and nothing else.`,
    action: 'Switch these on',
    done: (count: number) => `${count} sources are on.`,
  },

  hosts: {
    heading: 'Who is asked over the internet',
    none: 'Nobody. Davylamp talks to your miners and to its helper alone.',
    some: 'These addresses, straight from this browser or through your own helper:',
    asked: (age: string) => `asked ${age}`,
    notYet: 'not asked yet',
    before: (age: string) => `switched off, last asked ${age}`,
  },

  order:
    'Where several tell the same, the upper one counts while it answers. The next ones stand in for it, and are asked by the hour whether its prices can be right.',

  kinds: {
    market: 'Prices of coins',
    network: 'Difficulty, fees and blocks',
    pool: 'Your pools',
    profitability: 'What coins pay',
    energy: 'Prices of power',
    carbon: 'Carbon of power',
    weather: 'Weather',
    sentiment: 'Mood of the market',
    'on-chain': 'Statistics of chains',
  } satisfies Record<SourceKind, string>,

  on: (count: number, all: number) => `${count} of ${all} on`,

  learns: {
    nothing: 'Learns the address of your line.',
    'payout-address': 'Learns your payout address and the address of your line.',
    account: 'Learns your account there and the address of your line.',
    place: 'Learns roughly where you live and the address of your line.',
    'at-home': 'It is in your home: nobody outside learns anything.',
  } satisfies Record<Upstream['learns'], string>,

  state: {
    off: 'Off',
    notTold: 'Needs to be told more',
    keyMissing: 'Needs your key',
    waiting: 'Not asked yet, or it stands by for one above it',
    doubtful: 'It told what cannot be right',
    oldOnArrival: (age: string) => `Its newest price is ${age} old`,
    clock: 'If others say so too, this computer’s clock is ahead: set it right.',
    well: (age: string) => `Answered ${age}`,
    lastGood: (age: string) => `Last good answer ${age}.`,
    noneYet: 'No good answer yet.',
    nextTry: (time: string) => `Next try at ${time}.`,
  },

  failures: {
    unreachable: 'Nobody answers there. Is this computer online?',
    'no-helper': 'It lets no web page ask it, and the helper that would does not answer.',
    timeout: 'It took too long to answer.',
    refused: 'It wants a key, or refuses the one it got.',
    'rate-limited': 'It was asked too often, and wants a pause.',
    'provider-failed': 'It has trouble of its own.',
    'not-found': 'It does not know this account, coin or place.',
    'not-yet': 'It does not have it yet.',
    'not-here': 'It does not serve this country.',
    'unreadable-reply': 'It answered something that cannot be read.',
    'too-large': 'Its answer is far too long.',
  } satisfies Record<SourceErrorKind, string>,
  /** Where nobody answered, the words are of this browser or its helper, and not the provider's. */
  exactly: (kind: SourceErrorKind, words: string) =>
    kind === 'unreachable' || kind === 'no-helper' || kind === 'timeout'
      ? `More exactly: ${words}.`
      : `It says: “${words}”`,

  details: 'Settings and details',
  fields: {
    address: 'Payout address',
    host: 'Server',
    node: 'Its address in your home',
    user: 'User name there',
    coin: 'Coin',
    zone: 'Price zone',
    country: 'Country',
    product: 'Tariff code',
    region: 'Region',
    postcode: 'First half of the postcode',
    site: 'Site',
    latitude: 'Latitude',
    longitude: 'Longitude',
  } satisfies Record<ProviderFieldName, string>,
  fieldProblem: 'That cannot be right: check it.',
  choose: 'Choose …',
  optional: 'May stay empty.',
  keepFields: 'Keep',
  key: {
    label: 'Key',
    secret: 'Secret',
    secretHint: 'It signs what is asked, and is sent to nobody.',
    secretMay: 'May stay empty. With it, it also tells what it sent you. It signs, and is sent to nobody.',
    secretMissing: 'It wants both.',
    kept: 'A key is kept, sealed in this browser. It is never shown again.',
    none: 'Paste it here: it is sealed in this browser, and sent to that provider alone.',
    env: (name: string) => `Or set ${name} for the helper, and leave this empty.`,
    user: 'User name',
    password: 'Password',
    logsIn: 'Your helper logs in with both whenever the last login has ended.',
    get: 'Where to get one',
    keep: 'Keep the key',
    forget: 'Forget the key',
    saved: 'Key kept.',
    forgotten: 'Key forgotten.',
  },
  hostsOfOne: 'Asked at',
  hostAtHome: 'Asked in your home, by your helper.',
  terms: 'Its terms',
  test: 'Test',
  testOf: (name: string) => `Test ${name}`,
  testing: 'Asking …',
  testWell: (count: number) => (count === 1 ? 'It answers.' : `It answers all ${count} questions.`),
  wants: (what: readonly string[]) => `It wants to be told: ${what.join(', ')}. Fill in the fields above.`,
  wantsKey: (env: string) => `It wants your key: keep one above, or set ${env} for the helper.`,
  testNothing: 'There is nothing to ask it with these settings.',
  testFailed: (why: string) => `It failed: ${why}`,
  switchedOn: (name: string) => `${name} is on.`,
  switchedOff: (name: string) => `${name} is off. Its figures count no more.`,
  fieldsKept: 'Kept.',
};
