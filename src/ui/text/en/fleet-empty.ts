/** Words of a fleet without a miner. */
export const fleetEmpty = {
  heading: 'No miner yet',
  purpose:
    'Davylamp can look for miners in your network, or ask one at its address. It only reads them: it changes nothing, and what it learns stays in this browser.',
  add: 'Add my miner',
  demo: 'Look at the demo',
} as const;
