import type { CollectorFailure } from '../../../domain/fleet-view.ts';
import type { MeterKind } from '../../../domain/meter.ts';
import type { PlugReadingProblem } from '../../../domain/plug-reading.ts';
import type { MeterFailure, MeterRole } from '../../../domain/wall-meter.ts';

type MinersRole = Exclude<MeterRole['kind'], 'grid'>;

/** Words of plugs and sensors, on the Settings page and on that of a miner. */
export const meters = {
  heading: 'Plugs and sensors',
  what: 'A plug that measures tells what a miner really costs; a sensor tells the air around it. They are read every 15 s, through the helper.',
  empty:
    'None yet. Shelly, Tasmota, TP-Link Kasa and Tapo, ESPHome and Home Assistant can be read. Without a plug, the power that a miner tells counts, which leaves out what its supply wastes.',
  add: 'Add a plug or sensor',
  demo: 'The demo has no plugs: its miners are simulated. Show your own fleet to add some, or type what a plug shows on a miner’s page.',
  away: 'Nobody asks them: the helper does not answer.',
  edit: 'Edit',
  remove: 'Remove',
  removed: (name: string) => `${name} was removed.`,
  added: (name: string) => `${name} was added.`,
  changed: (name: string) => `${name} was changed.`,
  failed: 'That could not be kept.',
  kinds: {
    'shelly-gen2': 'Shelly (Plus, Pro, Gen3, Gen4)',
    'shelly-gen1': 'Shelly (first generation)',
    tasmota: 'Tasmota',
    kasa: 'TP-Link Kasa (without a login)',
    'kasa-smart': 'TP-Link Kasa or Tapo (with its account)',
    'home-assistant': 'Home Assistant',
    esphome: 'ESPHome',
  } satisfies Record<MeterKind, string>,
  row: {
    waiting: 'not read yet',
    age: (age: string) => `read ${age}`,
    old: (age: string) => `last read ${age}: too old to count`,
    on: 'on',
    off: 'off',
    feeds: (names: string) => `Measures ${names}`,
    feedsNone: 'Measures no miner yet: choose which under “Edit”',
    together: (names: string) => `Measures ${names} together; divided by what each of them says it draws`,
    room: (names: string) => `Air around ${names}`,
    roomAll: 'Air around all miners',
    grid: 'Measures what the house takes from the grid, and below zero what it feeds in',
    switches: (names: string) => `Switches ${names}`,
    switchesNone: 'Switches no miner',
    gone: 'a removed miner',
  },
  failures: {
    unreachable: 'Nothing answers at its address. Is it plugged in, and on this network?',
    timeout: 'It did not answer in time.',
    'not-a-miner': 'No plug or sensor that Davylamp knows answers there, or one of another kind.',
    'unreadable-reply': 'It answered something that cannot be read.',
    'too-large': 'Its answer is larger than any plug’s.',
    refused: 'It wants a password or token, or does not take the one it was given.',
    'no-proxy': 'The helper does not answer. Start it on this computer with “npm start”.',
    'not-paired': 'The helper does not know this browser yet.',
    'forbidden-target': 'The helper does not go there: only to addresses at home, and to known ports.',
    busy: 'It is being read just now. Try again in a moment.',
    'no-such-part': 'It has no such part or entity any more.',
    'already-added': 'That one is there already.',
    'bad-address': 'That is no address of a device at home.',
    store: 'This browser could not store it.',
    internal: 'Something went wrong inside Davylamp itself. Reload the page and try once more.',
  } satisfies Record<MeterFailure['kind'] | CollectorFailure['kind'], string>,
  form: {
    heading: 'Add a plug or sensor',
    editHeading: (name: string) => `Edit ${name}`,
    address: 'Address',
    addressHint: 'IP address or name, with a port where it is not the usual one: 192.168.1.40.',
    addressBad: 'That is no address of a device at home.',
    kind: 'What it is',
    kindAny: 'Find out',
    kindHint: 'Home Assistant, ESPHome and TP-Link cannot be found out: name them.',
    token: 'Long-lived access token',
    tokenHint: (host: string) =>
      `From your profile in Home Assistant, under Security. It is kept encrypted in this browser and sent to ${host} alone.`,
    tokenHost: 'that address',
    tokenNeeded: 'Home Assistant tells nothing without a token.',
    username: 'User name',
    usernameHint: 'Leave empty for “admin”.',
    account: 'E-mail of the TP-Link account',
    accountHint:
      'The one in TP-Link’s app, written just so. It proves to the plug who asks, and is itself sent nowhere. Empty, like the password, for a plug without an account.',
    password: 'Password',
    passwordHint: 'Kept encrypted in this browser, and sent to this device alone.',
    accountPasswordHint: 'Kept encrypted in this browser. Only a proof of it goes to the plug.',
    passwordKept: 'One is kept. Type another to replace it; for another address it is needed anew.',
    entity: 'Entity',
    entityHint: 'Kind and id, as in its web page: sensor/plug_power or switch/plug.',
    read: 'Read it',
    reading: 'Reading …',
    found: (name: string, kind: string) => `Found: ${name}, ${kind}.`,
    locked: 'It wants a password.',
    nothing: 'It answers, but tells no power, no temperature, and has nothing to switch.',
    part: 'Part',
    filter: 'Look for',
    filterHint: (shown: number, all: number) => `${shown} of ${all} entities that fit`,
    now: (figures: string) => `Says now: ${figures}.`,
    nowNone: 'It tells nothing just now. It can be added all the same.',
    role: 'Used for',
    roles: {
      power: 'Power of miners',
      grid: 'The whole house, at the grid',
      room: 'Air in the room',
      switch: 'Switching only',
    } satisfies Record<MeterRole['kind'], string>,
    gridHint:
      'It must show less than zero while the house feeds in. Solar surplus follows from it and from what the miners draw.',
    miners: {
      power: 'It feeds',
      room: 'In the same room as',
      switch: 'It switches',
    } satisfies Record<MinersRole, string>,
    minersHint: {
      power: 'Tick several where they hang on one plug.',
      room: 'None ticked means all.',
      switch: 'None for a fan. Tick every miner that loses its power with it.',
    } satisfies Record<MinersRole, string>,
    noMiners: 'There are no miners yet.',
    name: 'Name',
    nameEmpty: 'Give it a name.',
    keep: 'Add',
  },
  switching: {
    turnOff: 'Switch off',
    turnOn: 'Switch on',
    needs: (names: string) => `To switch it, allow changes on the page of ${names}.`,
    heading: (name: string) => `Switch ${name} off?`,
    cut: (names: string) =>
      `This cuts the power of ${names}. That is not a clean stop: fans stand still at once while the chips are hot, and a write to memory may be cut off.`,
    better: 'Better: pause the miner on its page, wait two minutes, then switch off.',
    plain: 'If a miner hangs on it after all, its power is cut, and that is not a clean stop.',
    confirm: 'Cut the power',
    confirmPlain: 'Switch off',
    done: (name: string, on: boolean) => `${name} is ${on ? 'on' : 'off'}.`,
    stays: (name: string, on: boolean) => `${name} says it is still ${on ? 'on' : 'off'}.`,
    unknown: (name: string) => `${name} took the command and does not tell how it stands.`,
    failed: (name: string, why: string) => `${name} may or may not have switched. ${why}`,
  },
  wall: {
    measured: (meters: string, age: string) => `measured by ${meters}, ${age}`,
    shared: (meters: string, total: string, count: number, age: string) =>
      `part of ${total} that ${meters} measures for ${count} miners, ${age}`,
    workedOut: (readings: number, loads: number) => {
      const byHand = `${readings} ${readings === 1 ? 'reading' : 'readings'} of your plug`;
      const learned = `what a plug measured at ${loads} ${loads === 1 ? 'load' : 'loads'}`;
      return `worked out from ${[...(loads > 0 ? [learned] : []), ...(readings > 0 ? [byHand] : [])].join(' and ')}`;
    },
    typed: 'as you read it off your plug',
    derived: (wall: string, device: string, when: string, count: number) =>
      `On ${when} the plug showed ${wall} while the miner said ${device}. What a supply wastes changes with its load: its curve is worked out from ${count === 1 ? 'that, and from how supplies usually are' : `${count} such pairs`}, and ± says how far the figure may be off.`,
    typedLong: (when: string) =>
      `You read it on ${when}. The miner tells no power of its own, so it stands while the miner hashes, and counts for nothing while it does not.`,
    sharedLong:
      'Divided by what each of these miners says it draws. What they say may be off, each in its own way; the sum is what the plug measures.',
    measuredLong: 'Read from the plug every 15 s.',
    own: (power: string) => `The miner itself says ${power}.`,
    ownNone: 'The miner itself tells no power.',
    where: 'Where this comes from',
    stale: (meter: string, age: string | undefined, instead: string) =>
      age === undefined
        ? `${meter} has not answered yet, so ${instead}.`
        : `${meter} last told something ${age}. Until it does again, ${instead}.`,
    tellsNone: (meter: string, instead: string) =>
      `${meter} answers, and tells no power that flows in, so ${instead}.`,
    cannotDivide: (meter: string, because: string, instead: string) =>
      `What ${meter} measures cannot be divided while ${because} tells no power, so ${instead}.`,
    instead: {
      own: 'the miner’s own figure counts',
      workedOut: 'the figure worked out from the miner’s own counts',
      typed: 'what you typed counts',
    },
    room: (temperature: string) => `Air in the room: ${temperature}.`,
    assign: 'Assign a plug',
    type: 'Type what your plug shows',
  },
  assign: {
    heading: (name: string) => `Plugs of ${name}`,
    lead: 'What feeds this miner? Where several are ticked, what they measure is added up.',
    none: 'No plug that measures power has been added yet.',
    also: (names: string) => `feeds ${names} too`,
    further: 'Add a plug',
    kept: 'Plugs kept.',
  },
  reading: {
    heading: (name: string) => `What the plug of ${name} shows`,
    lead: 'For a wattmeter that Davylamp cannot read. Wait until the miner runs steadily, then type what you see.',
    field: 'The plug shows',
    notANumber: 'Write a number, such as 21.5.',
    says: (power: string) => `The miner says ${power} at this moment.`,
    saysNone: 'The miner tells no power: what you type counts while it hashes.',
    old: 'The miner does not answer right now, so there is nothing to compare with. Try again when it does.',
    means: (factor: string) => `That is ${factor} × what the miner says at this load.`,
    further: (isEnough: boolean) =>
      !isEnough
        ? 'Readings at two or three different loads (clocks or presets) tell the curve of the supply: half, middle and full are best.'
        : 'Enough for a curve. A new reading helps after the supply was changed; remove the old ones then.',
    list: 'Your readings',
    one: (wall: string, device: string | undefined) =>
      device === undefined ? `${wall} on the plug` : `${wall} on the plug, the miner said ${device}`,
    remove: 'Remove',
    removeOf: (wall: string, when: string) => `Remove the reading of ${wall} on ${when}`,
    removed: 'Reading removed.',
    learned: 'Learned from your plug',
    learnedFrom: (loads: number, from: string, to: string, time: string) =>
      loads === 1
        ? `At one load, ${from}, over ${time} in which both stood still.`
        : `At ${loads} loads from ${from} to ${to}, over ${time} in which both stood still.`,
    learnedWhy:
      'Gathered by itself while a plug measures this miner alone. It says what the miner draws when the plug is gone.',
    forgetLearned: 'Forget what was learned',
    learnedForgotten: 'What was learned is forgotten.',
    now: (power: string) => `At the wall now: ${power}.`,
    chart: (from: string, to: string) =>
      `Power at the wall over what the miner says, from ${from} to ${to}, with the band that holds it with 95 %, your readings, and what your plug taught`,
    chartAxis: 'what the miner says',
    forget: 'Forget all readings',
    kept: 'Reading kept.',
    forgotten: 'Readings forgotten.',
    problems: {
      'no-power': 'More than 0 W.',
      'too-much': 'At most 20 kW.',
      'below-device': 'That is far less than the miner itself says. Does the plug feed this miner?',
      'far-above-device':
        'That is over three times what the miner says. Does the plug feed something else too?',
    } satisfies Record<PlugReadingProblem, string>,
  },
} as const;
