import type { PairingProblem } from '../../../domain/pairing.ts';

/** Words of “Phone and other devices”, and of the page that a new device shows. */
export const devices = {
  heading: 'Phone and other devices',
  lead: 'Watch your miners from a phone in your own Wi-Fi, and turn a device away when it is lost.',
  back: 'Back to Settings',

  card: {
    heading: 'Phone and other devices',
    what: 'Let a phone or another computer in, see who is in, turn a device away.',
    open: 'Manage devices',
  },

  notHere: {
    device:
      'This device is in. Only a browser on the computer that runs Davylamp lets further ones in, or turns one away.',
    noHelper: 'The helper does not answer. Without it nobody can be let in.',
    away: 'This device does not reach the computer that runs Davylamp. Devices are let in there.',
    notPaired: 'The helper does not know this browser yet. Pair it first.',
    notLetIn:
      'This device is not let in, or not any more. On the computer that runs Davylamp, open Settings → Phone and other devices, choose “Let a device in”, and scan the code with this device.',
    connect: 'Check the connection',
  },

  pair: {
    heading: 'Let a device in',
    what: 'The phone has to be in the same Wi-Fi as this computer. It takes two minutes, and you do it once.',
    start: 'Let a device in',
    again: 'Make a new code',
    busy: 'Making a code …',
    noDoor: 'Other devices cannot reach Davylamp yet. Stop it in its window with Ctrl+C, then start it so:',
    command: 'npm start -- --lan',
    stepCertificate: '1. Trust the certificate',
    certificateHint:
      'Once for each device, so that it talks to this computer in secret. Scan this, and follow the page it opens.',
    certificateQr: (url: string) => `QR code of ${url}`,
    fingerprint: 'The phone must show this SHA-256 for it:',
    stepScan: '2. Scan this code',
    scanHint: 'With the phone’s camera. It can be used once, in the next minutes.',
    scanQr: 'QR code that lets one device in',
    leftFor: (time: string) => `Valid for ${time}.`,
    otherAddress: 'The phone opens',
    otherAddressHint:
      'If it does not find one address, try another. A name stays when the router gives out new addresses.',
    copy: 'Copy the link',
    copied: 'Copied. It lets one device in: give it to nobody else.',
    notCopied: 'The browser did not let it be copied.',
    waiting: 'Waiting for a device to open it …',
    stepDigits: '3. Compare',
    claimed: (name: string) => `“${name}” has opened the code and shows six digits.`,
    digits: 'Six digits on that device',
    digitsHint: 'Only if it is the device in your hand.',
    confirm: 'Let it in',
    notMine: 'That is not my device',
    wrongDigits: (left: number) =>
      left === 1
        ? 'These are not its digits. One try is left.'
        : `These are not its digits. ${left} tries are left.`,
    needSix: 'Type the six digits that the device shows.',
    done: (name: string) => `“${name}” is in.`,
    refused: 'Nobody was let in, and the code is void.',
    expired: 'The code has expired.',
    cancel: 'Cancel',
  },

  list: {
    heading: 'Devices that are in',
    none: 'None yet: only this computer’s own browser.',
    reading: 'Asking the helper …',
    failed: 'The helper did not tell which devices are in.',
    since: (day: string) => `Since ${day}`,
    seen: (age: string) => `last seen ${age}`,
    neverSeen: 'not seen yet',
    rename: 'Rename',
    renameOf: (name: string) => `Rename ${name}`,
    name: 'Name of the device',
    keep: 'Keep',
    revoke: 'Turn away',
    revokeOf: (name: string) => `Turn away ${name}`,
    revokeQuestion: (name: string) => `Turn “${name}” away?`,
    revokeWhat:
      'From this moment it reaches neither Davylamp nor your miners. What it has stored so far stays on it. To let it in again, pair it again.',
    revoked: (name: string) => `“${name}” is turned away.`,
    failedToChange: 'That could not be done. Ask again in a moment.',
  },

  join: {
    heading: 'Let this device in',
    asking: 'Asking the helper …',
    digits: 'Type these digits on the computer:',
    /** For screen readers, which would read one large number. */
    spelled: (digits: string) => digits.split('').join(' '),
    where: 'They belong to the page there that shows the code. Nothing happens before you type them.',
    confirmed: 'This device is in.',
    taking: (done: number, all: number) => `Taking over your miners: ${done} of ${all}`,
    taken: (count: number) =>
      count === 1 ? 'It knows your miner.' : `It knows all ${count} of your miners.`,
    takenNone: 'You have added no miners yet; add them on either device.',
    missed: (names: string) => `These did not answer just now; add them later: ${names}.`,
    history: 'Its history begins now, with what the miners themselves remember.',
    recorded: (day: string) =>
      `The recorder of that computer has written their history since ${day}. This device takes it over now.`,
    show: 'Show my fleet',
    refused: 'The computer said no, or wrong digits were typed too often. Make a new code there.',
    expired: 'The code has expired. Make a new one on the computer.',
    noCode: 'This page is opened by a QR code: on the computer, choose Settings → Phone and other devices.',
    insecure:
      'This page is not secure, so the browser will keep nothing. Open the https address that the QR code holds.',
    tryAgain: 'Try again',
    names: {
      iphone: 'iPhone',
      ipad: 'iPad',
      android: 'Android phone',
      mac: 'Mac',
      windows: 'Windows computer',
      linux: 'Linux computer',
      other: 'Device',
    },
  },

  problems: {
    'no-proxy': 'The helper does not answer.',
    'wrong-code': 'That code is not valid. Make a new one on the computer, and scan it.',
    'code-used':
      'Another device has used this code already. If that was not you, choose “That is not my device” on the computer.',
    'code-expired': 'The code has expired. Make a new one on the computer, and scan it.',
    'owner-only': 'Only the computer that runs Davylamp may do that.',
    'wrong-token': 'The helper does not know this browser.',
  } satisfies Partial<Record<PairingProblem, string>>,
  throttled: (seconds: number) => `Too many wrong codes were tried. Wait ${seconds} s, then try again.`,
  otherProblem: 'The helper could not do that. Its window may say why.',
} as const;
