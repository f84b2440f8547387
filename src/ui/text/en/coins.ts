/** Words of the coin table on the Profit page. */
export const coins = {
  heading: 'Would another coin pay more?',
  verdict: {
    nothingBetter: 'Nothing pays more than what you mine now, after the switch.',
    better: (coin: string, more: string, current: string) =>
      `${coin} comes to ${more} more than ${current}, after the switch.`,
    withinSpread: 'Those who tell it differ by more than that, so it may as well be nothing.',
    currentUnknown:
      'No pool’s address tells which coin you mine now, so nothing can be said of a switch; below is what each pays.',
    currentUnpriced: (current: string) =>
      `Nobody tells what ${current}, which you mine now, pays; below is what others pay.`,
    onlyCurrent: (current: string) => `Nobody tells what anything but ${current}, which you mine now, pays.`,
    nothingKnown: 'Nobody tells what coins pay now.',
  },
  ofAlgorithm: (algorithm: string, sentence: string) => `${algorithm}: ${sentence}`,
  notLoaded: 'Other coins, luck and the books could not be loaded. Load the page anew to try again.',
  demo: 'The demo asks nobody what coins pay. With your own miners, sources tell it.',
  noneRuns: 'No miner hashes now, so there is nothing to compare.',
  sources: 'Choose sources',
  horizon: 'If you stayed for',
  days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
  basis: (minutes: number) =>
    `Before power, after the usual fee of a coin’s pools and your rejected shares; a switch loses ${minutes} minutes of work. Of several who tell it the middle one counts.`,
  table: {
    caption: 'What each coin pays your miners in a day',
    coin: 'Coin',
    earned: 'Earned',
    spread: 'Told between',
    change: 'After the switch',
    net: 'Net of power',
    now: 'mined now',
    beside: (coins: string) => `with ${coins}`,
    perDay: (change: string) => `${change}/day`,
    unknown: 'not known',
    oneTeller: 'one teller',
  },
  who: 'Who says so',
  own: 'reckoned here from difficulty and price',
  estimate: (who: string, money: string, age: string) => `${who}: ${money}, ${age}`,
  tooOld: (line: string) => `${line}: too old to count`,
  unranked: {
    heading: (count: number) => (count === 1 ? '1 coin is not ranked' : `${count} coins are not ranked`),
    'no-estimate': (names: string) => `Nobody tells what they pay: ${names}.`,
    stale: (names: string) => `What was told is too old to count: ${names}.`,
  },
} as const;
