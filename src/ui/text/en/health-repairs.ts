import type { Cause } from '../../../domain/health/cause.ts';

/** How to look for a cause and mend it: cheapest and safest step first, and where each was read. */
export interface Repair {
  readonly steps: readonly string[];
  /** Public pages, without the scheme. */
  readonly sources: readonly string[];
}

/** Before any of the steps. */
export const REPAIR_RULES = [
  'Save the miner’s log before you restart it: a restart wipes it.',
  'Unplug before you touch anything inside. Leave supplies that hang on the mains closed.',
] as const;
export const REPAIR_RULES_SOURCE = 'asicbasics.com/how-to-troubleshoot-your-miner-using-the-kernel-log';

export const REPAIRS: Readonly<Record<Cause, Repair>> = {
  dust: {
    steps: [
      'Unplug it and let it cool down.',
      'Look between the fins, not only at the grille: that looks clean while the fins behind it are full.',
      'Hold the fan blades still, and blow or brush the dust out from the clean side.',
      'Start it, wait an hour, and see whether the chip is cooler for the same power.',
    ],
    sources: [
      'hongwenelec.com/news_detail/133208.html',
      'github.com/system76/docs/pull/1318',
      'commons.wikimedia.org: Laptop overheating due to dust-clogged internal heatsinks',
    ],
  },
  'dry-paste': {
    steps: [
      'Check first that all screws or pins of the heatsink sit evenly: bad contact is commoner than dry paste.',
      'Take the heatsink off with its fan. Turning fan screws on a mounted block breaks the paste’s film.',
      'Wipe the old paste off with isopropyl alcohol and a cloth without lint.',
      'Put on a small dot of new paste, set the whole block down at once, and tighten evenly and lightly.',
      'A chip that is hot seconds after the start has no contact: take it off and begin again.',
    ],
    sources: [
      'github.com/skot/bitaxe/issues/118',
      'androidauthority.com/how-to-clean-thermal-paste-off-cpu-3332263',
      'd-central.tech/bitaxe-overheating-vrm',
    ],
  },
  'worn-fan': {
    steps: [
      'Look and listen: does it turn, does it grind, does it swing?',
      'Turns, but is told as 0 rpm, and the chip stays cool: its speed line, a setting or a two-wire fan, not the fan.',
      'Does not turn: push its plug home, then swap it with another fan or port.',
      'The fault goes with the fan: replace the fan. It stays where it was: the port on the control board.',
      'All fans at 0: suspect the 12 V feed. After a change on an old AxeOS, try the polarity setting.',
    ],
    sources: [
      'd-central.tech/asic-symptoms/fan-error',
      'vnish.ru/faq/bitmain-antminer-logs-errors',
      'github.com/bitaxeorg/ESP-Miner/issues/459',
    ],
  },
  'weak-supply': {
    steps: [
      'Feel the plug: warm means resistance. Take out adapters and extensions; use one direct lead.',
      'Read the volts at idle and at full load. What is lost for each ampere is resistance; above 0.1 Ω a plug is bad.',
      'Check that the supply’s label gives the amperes that the miner takes.',
      'Try a supply that is known to be good, of the same voltage. Never 12 V on a 5 V board.',
      'Lower the clock until the new one is there.',
    ],
    sources: [
      'github.com/skot/bitaxe/issues/46',
      'github.com/bitaxeorg/ESP-Miner/issues/1188',
      'github.com/bitaxeorg/bitaxeGamma/issues/29',
      'd-central.tech/asic-troubleshooting/bitaxe-12v-psu-connected-to-5v-board',
    ],
  },
  'hot-regulator': {
    steps: [
      'Unplug it fully for 30 s: the restart button does not clear a regulator that has shut itself off.',
      'Go back to stock clock and voltage.',
      'Check the heatsink’s screws, and lead air over the regulator: a 40 mm fan is what a maintainer advises.',
      'Core voltage stays 0 with a good supply: that is for a bench, or for its seller.',
    ],
    sources: [
      'd-central.tech/fr/asic-troubleshooting/bitaxe-gamma-zero-hashrate-5w-power',
      'github.com/shufps/ESP-Miner-NerdQAxePlus/issues/330',
      'github.com/bitaxeorg/ESP-Miner/pull/1790',
    ],
  },
  'weak-chips': {
    steps: [
      'Run it at stock clock and voltage for 24 h.',
      'If errors are gone, go back up in steps, voltage before clock.',
      'Errors must stay low in the warmest hour of the day, too.',
    ],
    sources: ['github.com/bitaxeorg/ESP-Miner/pull/1790', 'docs.braiins.com/os (hardware errors)'],
  },
  'lost-part': {
    steps: [
      'Turn it off for 30 s and push all signal and power leads home.',
      'Swap the board with another slot: a fault that goes along is the board’s, one that stays is cable or control board.',
      'No chip seen at all: short or no voltage. Some seen: the chain breaks just after the last of them.',
      'What is left is for a bench with hot air, meter and test fixture.',
    ],
    sources: [
      'd-central.tech/asic-symptoms/one-board-missing',
      'vnish.ru/faq/bitmain-antminer-logs-errors',
      'thanosmining.com/blog/detail/antminer-s19-hash-board-repair-manual-106',
    ],
  },
  'hung-firmware': {
    steps: [
      'Write down how long it has run, and its release.',
      'Restart it once. That it helps is no diagnosis.',
      'If it comes again, go back one release, and check the board version in its settings.',
      'As a test, let nothing else ask it for an hour. The factory image comes last.',
    ],
    sources: ['github.com/bitaxeorg/ESP-Miner/issues/182', 'github.com/bitaxeorg/ESP-Miner/issues/113'],
  },
  'hot-room': {
    steps: [
      'Compare the air at the inlet with yesterday’s.',
      'Lead the warm air away, so that the miner does not breathe its own.',
      'Go one step lower with voltage and clock, or run at night.',
      'After an overheat, check that its settings came back.',
    ],
    sources: ['github.com/bitaxeorg/ESP-Miner/issues/1820', 'github.com/bitaxeorg/ESP-Miner/pull/1790'],
  },
  network: {
    steps: [
      'Do the other miners and the router answer? If not, it is the router.',
      'Move it closer, and set the Wi-Fi to one fixed channel of the 2.4 GHz band.',
      'After a restart of the router, look whether the miner has opened a Wi-Fi of its own.',
      'By cable: another cable and another port first.',
    ],
    sources: [
      'github.com/benjamin-wilson/public-pool/issues/76',
      'github.com/bitaxeorg/ESP-Miner/issues/752',
      'github.com/bitaxeorg/ESP-Miner/issues/1680',
    ],
  },
  pool: {
    steps: [
      'Look whether every miner of that pool shows it: then it is the pool.',
      'Let it mine on the spare pool, and leave the hardware alone.',
      'Check that it goes back when the pool does.',
    ],
    sources: [
      'atlaspool.io/resources/articles/public-pool-outage-march-2026.html',
      'github.com/bitaxeorg/ESP-Miner/issues/1618',
    ],
  },
  'somebody-else': {
    steps: [
      'Ask at home: another program, an update or an overheat changes settings, too.',
      'Nobody did: unplug it from the network and photograph its settings.',
      'Put your own pool back; change the passwords of router and miner.',
      'Close port forwards and UPnP; give miners a network of their own.',
      'An Antminer: put only the maker’s own image on it again.',
    ],
    sources: [
      'minerhub.com.au/blogs/mining-blog/network-security-home-miners-asic-internet-safety',
      'github.com/bitaxeorg/ESP-Miner/issues/630',
      'github.com/bitaxeorg/ESP-Miner/issues/829',
    ],
  },
};
