/** Words of charts of forecasts. */
export const fanChart = {
  known: 'Known',
  foreseen: 'Forecast',
  range80: '80 % range',
  range95: '95 % range',
  low80: '80 % from',
  high80: '80 % to',
  now: 'now: what follows is foreseen',
  madeThen: 'made here, from what was known then',
  exact: 'up to here it is known',
  empty: 'No past is known to draw.',
  when: 'When',
  came: 'What came',
  exactly: 'known',
  fromTo: (low: string, high: string) => `${low} to ${high}`,
} as const;
