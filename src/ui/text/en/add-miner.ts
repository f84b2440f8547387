import type { AddressProblemCode } from '../../../domain/device-address.ts';

/** Words of the Add miner page and its connection doctor. */
export const addMiner = {
  heading: 'Add a miner',
  lead: 'Let Davylamp look for your miners, or type where one is. It adds them only when you say so.',
  leadDemo: 'Your own miners are kept apart from the demo.',

  doctor: {
    label: 'Connection',
    asking: 'Looking at the way to your miners …',
    checks: {
      origin: (origin: string) => `This page comes from ${origin}`,
      secure: 'The page is secure, so history and alerts can be kept',
      insecure: 'The page is not secure, so the browser keeps no history and shows no alerts',
      helper: (version: string | undefined) => (version ? `The helper runs (${version})` : 'The helper runs'),
      noHelper: 'The helper does not answer',
      helperUnknown: 'The helper was not asked yet',
      offline: 'This device has no network',
      trusted: 'The certificate is trusted, so Davylamp can be installed here',
      untrusted: 'The certificate is not trusted, so Davylamp cannot be installed here',
      paired: 'The helper knows this browser',
      notPaired: 'The helper does not know this browser',
    },
    ready: 'Everything on the way to your miners works.',
    insecure: (local: string) =>
      `Open Davylamp at ${local} on the computer that runs it, or put HTTPS in front of it: here the browser will not keep anything.`,
    noHelper:
      'Start the helper on the computer that shall watch your miners: this command, in the Davylamp folder.',
    noHelperFromHere: 'This device does not reach the helper on your computer.',
    command: 'npm start',
    notPaired:
      'Pair this browser with the helper once: open the link that “npm start” printed, or paste it here.',
    notLetIn: 'This device is not let in, or not any more.',
    noStore: (detail: string) => `Davylamp cannot open its storage in this browser: ${detail}.`,
    openLocal: (local: string) => `Open ${local}`,
    askAgain: 'Ask again',
    copy: 'Copy the command',
    copied: 'Copied.',
    notCopied: 'The browser did not let it be copied. Select it, and copy it yourself.',
    details: 'What was looked at',
    yes: 'fine',
    no: 'not fine',
  },

  pairing: {
    label: 'Pairing link or code',
    hint: (link: string) => `It looks like ${link}, and goes from this browser to its helper, nowhere else.`,
    hintAway:
      '“npm start” prints it on the computer that runs Davylamp; it ends in #pair=… and goes from this browser to that computer, nowhere else.',
    submit: 'Pair',
    wrong: 'The helper does not accept this code. Copy the one it printed last.',
    unreadable: 'That is no pairing code: it is 43 letters, digits, “-” and “_”, or a link that ends in it.',
    failed: 'It could not be tried, because this browser could not keep the pairing. Try again.',
    paired: 'Paired.',
  },

  address: {
    heading: 'Or type an address',
    label: 'Address of the miner',
    hint: 'For example 192.168.1.20, bitaxe.local or a link from its own page.',
    willAsk: (address: string) => `Will ask ${address}.`,
    willAskBoth: (host: string) => `Will ask ${host}: its web page and its miner port.`,
    submit: 'Ask this address',
    problems: {
      empty: 'Type the miner’s address.',
      'unsupported-scheme': 'Only http and https addresses can be a miner’s.',
      credentials: 'Leave the name and password out of the address.',
      'bad-characters': 'That is not how an address is written.',
      'bad-host': 'That is no whole address yet: 192.168.1.20 or a name such as bitaxe.local.',
      'bad-port': 'A port is a number from 1 to 65535.',
      'public-address':
        'That address is outside your home. Davylamp only goes to miners in your own network.',
      'unusable-address': 'No device can have that address.',
    } satisfies Record<AddressProblemCode, string>,
  },

  probe: {
    asking: (address: string) => `Asking ${address} …`,
    patience: (seconds: number) => `${seconds} s, up to 20 s for slow miners`,
    cancel: 'Stop asking',
    failedAt: (address: string) => `At ${address}:`,
    actions: {
      'try-again': 'Try again',
      'check-connection': 'Look at the connection again',
      pair: 'Pair this browser',
      'edit-address': 'Change the address',
      'show-miner': 'Show it',
    },
  },

  found: {
    heading: (model: string) => `Found: ${model}`,
    unknownModel: 'a miner',
    name: 'Name',
    nameHint: 'What you call it. You can change it any time.',
    facts: {
      model: 'Model',
      host: 'Calls itself',
      mac: 'MAC ends in',
      firmware: 'Firmware',
      address: 'Address',
      rate: 'Hashes now',
      hottest: 'Chip',
    },
    noMac: 'not told: it is known by its address',
    consent:
      'Davylamp will only read this miner, about every 10 seconds. It changes nothing on it. What it reads stays in this browser.',
    add: 'Add, watch only',
    cancel: 'Not this one',
    known: (name: string) => `This miner is already in your fleet as ${name}.`,
    knownElsewhere: (name: string, old: string) =>
      `This is ${name}, which you know at ${old}. It has moved here.`,
    move: 'Use this address from now on',
    moved: (name: string) => `${name} is read at its new address.`,
    show: 'Show it',
  },

  added: {
    words: (name: string) => `${name} is in your fleet.`,
    show: 'Show my fleet',
    another: 'Add another',
  },
} as const;
