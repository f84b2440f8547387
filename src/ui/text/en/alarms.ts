import type { ChannelKind } from '../../../domain/channel.ts';
import type { DeliveryEntry, DeliveryProblem } from '../../../domain/notification.ts';

/** How to come by what a channel needs. */
export interface ChannelHelp {
  readonly how: string;
  readonly link: string;
  readonly href: string;
}

const help: Readonly<Record<Exclude<ChannelKind, 'web-push'>, ChannelHelp>> = {
  ntfy: {
    how: 'Install the ntfy app on your phone and subscribe to a topic there. Whoever knows its name can read along, so choose one that nobody guesses.',
    link: 'How ntfy works',
    href: 'https://docs.ntfy.sh/',
  },
  telegram: {
    how: 'Write /newbot to @BotFather: it gives you the token. Then write anything to your new bot, or it may not write to you. The bot @userinfobot tells your chat number.',
    link: 'How to get a bot token',
    href: 'https://core.telegram.org/bots/tutorial#obtain-your-bot-token',
  },
  discord: {
    how: 'In your server: Edit channel → Integrations → Webhooks → New webhook → Copy webhook URL.',
    link: 'About webhooks at Discord',
    href: 'https://support.discord.com/hc/en-us/articles/228383668-Intro-to-Webhooks',
  },
  email: {
    how: 'What your mail program uses to send. Most providers want a password made for one app in place of your own.',
    link: 'App passwords at Google',
    href: 'https://support.google.com/accounts/answer/185833',
  },
  webhook: {
    how: 'Each message is a POST of JSON with phase, severity, title, text and tag. With a key it is signed: x-davylamp-signature holds the time and an HMAC-SHA-256 over time and body.',
    link: 'What HMAC is',
    href: 'https://datatracker.ietf.org/doc/html/rfc2104',
  },
  'home-assistant': {
    how: 'For a message on your phone: a long-lived access token (your profile → Security) and the name of the notify action of the Companion app. For an automation: the id of its webhook trigger.',
    link: 'Notifications of Home Assistant',
    href: 'https://companion.home-assistant.io/docs/notifications/notifications-basic/',
  },
};

/** Words of Settings → Alarms, of the mute of a miner, and of pushes to this browser. */
export const alarms = {
  heading: 'Alarms',
  lead: 'What reaches you while no page of Davylamp is open: where it goes, how soon, and what came of it.',
  back: 'Back to Settings',
  loading: 'Asking the helper for its alarms …',
  demo: 'The demo rings for nobody. These are the alarms of your own miners.',
  device:
    'This device was let in: it sets up its own pushes. All else is set up on the computer that runs Davylamp.',

  card: {
    heading: 'Alarms',
    what: 'Push, ntfy, Telegram, Discord, e-mail and more, also while no page is open. Quiet hours, and what was sent.',
    open: 'Set up alarms',
  },

  reach: {
    heading: 'What reaches you',
    helperAway: 'The helper does not answer. Until it runs, nobody watches while this page is closed.',
    away: 'This device does not reach the helper, so it does not know what is sent.',
    offline: 'This device is offline, so it does not know what is sent.',
    notPaired: 'The helper does not know this browser yet, and tells it nothing. Pair it first.',
    notLetIn: 'This device is not let in, or not any more: the helper tells it nothing.',
    old: 'The helper that runs is of another version than this page, and tells it nothing of alarms. Stop it in its window with Ctrl+C, start it anew, and load this page again.',
    notRecording:
      'The helper does not watch by itself: it was started without its recorder. Then only an open page warns you.',
    notRecordingHow: 'Start it like this, on a computer that stays on:',
    command: 'npm start -- --record',
    failed: 'The helper cannot be asked just now.',
    connect: 'Check the connection',
    nowhere: 'The helper watches your miners, but it has nowhere to send an alarm. Only open pages warn you.',
    paused: 'The helper watches your miners, but every channel is off. Only open pages warn you.',
    troubled: (names: string) =>
      `The helper watches your miners, but its last message did not arrive by ${names}. Nothing else is set up.`,
    some: (good: string, bad: string) =>
      bad === ''
        ? `The helper watches your miners day and night, and tells you by ${good}.`
        : `The helper watches your miners day and night, and tells you by ${good}. The last message by ${bad} did not arrive.`,
    checked: (age: string) => `Last look at the miners: ${age}.`,
    notChecked: 'It has not looked at the miners yet.',
    waiting: (count: number) =>
      count === 1
        ? 'One message waits: for its delay, the end of the quiet hours or of a mute, or another try.'
        : `${count} messages wait: for their delay, the end of the quiet hours or of a mute, or another try.`,
    honest:
      'It rings if the computer that runs the helper has power and, for all but your own house, the internet. If that fails too, nobody rings.',
  },

  push: {
    heading: 'This browser',
    what: 'A push comes also while no page is open, as long as the browser itself runs; on a phone it usually does. It goes through the push service of the browser’s maker, sealed: they see that something was sent, not what.',
    on: 'Alarms come to this browser.',
    off: 'Send alarms to this browser',
    turnOn: 'Switch on',
    turnOff: 'Switch off',
    test: 'Send a test',
    repaired: 'This browser had a new address for pushes. The helper knows it now.',
    lost: 'This browser has ended its subscription: alarms do not reach it any more.',
    repair: 'Subscribe again',
    removed:
      'The helper does not send to this browser any more: the channel was removed, or its subscription had ended.',
    turnedOff: 'No alarms come to this browser any more.',
    turnedOn: 'Alarms come to this browser from now on.',
    unsupported: 'This browser knows no pushes. On an iPhone or iPad, put Davylamp on the Home Screen first.',
    insecure: 'Pushes need https or localhost. Open Davylamp by its https address.',
    denied:
      'This browser does not let Davylamp notify you. Allow it in the browser’s settings for this site, then switch it on here.',
    noWorker: 'The page has just been installed. Load it once more, then switch it on.',
    failed: (why: string) =>
      `The browser’s push service did not answer, so there is no subscription. It says: “${why}”`,
    notTold: 'The helper could not be told. Nothing was changed.',
  },

  channels: {
    heading: 'Where alarms go',
    none: 'Nowhere yet. Add a way that reaches you, and send a test.',
    add: 'Add a channel',
    on: (name: string) => `${name}: send alarms here`,
    test: 'Test',
    testOf: (name: string) => `Send a test by ${name}`,
    edit: 'Change',
    editOf: (name: string) => `Change ${name}`,
    removeOf: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} was removed.`,
    notRemoved: 'It was not removed: the helper did not answer.',
    notRestored: 'It could not be brought back. Add it again.',
    switchedOn: (name: string) => `${name} is on.`,
    switchedOff: (name: string) => `${name} is off.`,
    notKept: 'The helper did not take that. Nothing was changed.',
    least: { watch: 'Everything from “Watch” on', act: 'Only “Act”' },
    after: (minutes: string) => `after ${minutes} without “Seen it”`,
    atOnce: 'at once',
    delivered: (age: string) => `Last message arrived ${age}.`,
    never: 'Nothing was sent by it yet.',
    failedAt: (age: string) => `Last message, ${age}: `,
    ofDevice: 'Set up by a device that was let in.',
    secret: (hint: string) => `set, ${hint}`,
    secretShort: 'set',
    testing: 'Sending …',
    tested: (seconds: string) => `It was taken after ${seconds}. Look whether it has come.`,
    testFailed: (why: string) => `It did not go: ${why}`,
    testTooSoon: 'A test was sent a moment ago. Try again in some seconds.',
    testRefused: (why: string) => `No test was sent: ${why}`,
  },

  kinds: {
    'web-push': 'Push',
    ntfy: 'ntfy',
    telegram: 'Telegram',
    discord: 'Discord',
    email: 'E-mail',
    webhook: 'Webhook',
    'home-assistant': 'Home Assistant',
  } satisfies Record<ChannelKind, string>,
  help,

  form: {
    addHeading: 'Add a channel',
    editHeading: (name: string) => `Change ${name}`,
    kind: 'By',
    name: 'Name',
    nameHint: 'What you call it here.',
    least: 'Tell me of',
    afterMin: 'Wait for “Seen it”',
    afterUnit: 'min',
    afterHint: '0: at once. With more, it is told only what nobody has seen by then: for whom you wake last.',
    afterProblem: 'From 0 to 1,440 minutes.',
    notANumber: 'Write a number, such as 15.',
    needed: 'Needed.',
    save: 'Save',
    saveAndTest: 'Save and send a test',
    keptSecret: (hint: string) => `Set: ${hint}. Leave it empty to keep it.`,
    keptSecretShort: 'Set. Leave it empty to keep it.',
    forget: 'Take it away',
    optional: 'May stay empty.',
    failed: 'The helper did not take it.',
    away: 'The helper did not answer. Nothing was kept.',
    fields: {
      server: 'Server',
      topic: 'Topic',
      token: 'Token',
      chatId: 'Chat',
      url: 'Address',
      discordUrl: 'Webhook URL',
      host: 'Server for sending (SMTP)',
      port: 'Port',
      security: 'Encryption',
      user: 'User',
      password: 'Password',
      from: 'From',
      to: 'To',
      signingKey: 'Key to sign with',
      service: 'Action',
      webhookId: 'Webhook id',
      accessToken: 'Long-lived access token',
      way: 'How',
    },
    hints: {
      topic: 'Letters, digits, - and _. Kept like a password.',
      ntfyToken: 'Only for a topic that is protected.',
      chatId: 'A number, or @ and the name of a channel.',
      service: 'As in mobile_app_phone, without notify.',
      signingKey: 'Any text that your receiver knows, too.',
    },
    security: {
      tls: 'TLS from the start (usually port 465)',
      starttls: 'STARTTLS (usually port 587)',
      none: 'None, only within the house',
    },
    ways: { service: 'Message on a phone', webhook: 'Start an automation' },
  },

  rules: {
    heading: 'Quiet hours and pace',
    quiet: 'Quiet hours',
    quietHint: 'Nothing is sent then; what is still wrong comes at the end.',
    from: 'From',
    to: 'To',
    zone: (zone: string) => `Times of ${zone}.`,
    otherZone: (zone: string, own: string) => `Times of ${zone}; this browser is in ${own}.`,
    takeZone: 'Use this browser’s',
    letActThrough: 'Let “Act” through',
    letActThroughHint: 'A miner that stopped, overheats or is lost wakes you all the same.',
    pace: 'Most messages a minute, by one channel',
    paceHint: 'What is more comes in one message, so that a dead router is one, not thirty.',
    paceProblem: 'From 1 to 20.',
    pageUrl: 'Address of this page for messages',
    pageUrlHint:
      'Stands as a link in messages, so with a name, not with numbers: http://my-computer.local:8787. Empty: no link.',
    kept: 'Kept.',
    notKept: 'The helper did not take that. Nothing was changed.',
  },

  muted: {
    heading: 'Muted miners',
    what: 'Nobody is told of them. They are watched and shown as ever, and a mute ends by itself.',
    none: 'None. A miner that you work on can be muted for a while, here or on its page.',
    pick: 'Miner',
    mute: 'Mute',
    muteOf: (name: string) => `Mute ${name}`,
    unmute: 'Unmute',
    unmuteOf: (name: string) => `Unmute ${name}`,
    until: (clock: string, left: string) => `until ${clock}, ${left} left`,
    byChange: 'because Davylamp has just changed it',
    onPage: (clock: string, left: string) =>
      `Muted until ${clock}, ${left} left: nobody is told of its troubles.`,
    onPageByChange: (left: string) =>
      `Davylamp has just changed it, so nobody is told of its troubles while it settles: ${left} left.`,
    why: 'For when you test or clean it: nobody is told of its troubles, in no way, until then.',
    for: 'For',
    choices: {
      halfHour: '30 min',
      twoHours: '2 h',
      eightHours: '8 h',
      morning: 'until 7 in the morning',
      custom: 'until …',
    },
    custom: 'Until',
    customProblem: 'Choose a time to come, within a week.',
    done: (name: string, clock: string) => `${name} is muted until ${clock}.`,
    ended: (name: string) => `${name} is not muted any more.`,
    failed: 'It could not be kept. Nothing was changed.',
  },

  log: {
    heading: 'What was sent',
    none: 'Nothing yet.',
    all: (count: number) => `Show all ${count}`,
    phases: {
      opened: 'Alarm',
      acknowledged: 'Seen',
      resolved: 'Over',
      summary: 'Several in one',
      test: 'Test',
    } satisfies Record<DeliveryEntry['phase'], string>,
    outcomes: {
      delivered: 'Arrived',
      'will-retry': 'Not arrived, is tried again',
      failed: 'Not arrived',
    } satisfies Record<DeliveryEntry['outcome'], string>,
    line: (phase: string, channel: string) => `${phase}, by ${channel}`,
    gone: 'a channel that was removed',
  },

  open: {
    heading: 'Open now',
    none: 'The helper sees nothing wrong.',
    seen: 'seen',
    muted: 'muted',
  },

  problems: {
    'wrong-secret': 'it does not accept the token or password.',
    'not-found': 'it does not know where to put the message.',
    gone: 'the browser has ended its subscription.',
    throttled: 'it wants fewer messages.',
    unreachable: 'it cannot be reached.',
    timeout: 'it did not answer in time.',
    failing: 'it has trouble of its own.',
    refused: 'it refuses the message.',
    redirected: 'it sends on to another address.',
    'too-long': 'it says that the message is too long.',
    'bad-reply': 'something else than that service answers there.',
    'forbidden-target': 'the helper does not write to that address.',
    'secret-lost': 'what was kept of it cannot be opened any more. Set it up again.',
    interrupted: 'the helper ended while it was sent.',
    'given-up': 'it waited too long, and was given up.',
  } satisfies Record<DeliveryProblem, string>,
} as const;
