/** Words of an address that leads nowhere. */
export const missing = {
  heading: 'There is nothing at this address',
  lead: 'The page may have been removed with its miner.',
  back: 'Back to the fleet',
} as const;
