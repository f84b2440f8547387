/** Words of the card on what pools have sent and will send. */
export const payouts = {
  heading: 'When your pools pay',
  lead: 'What each pool has sent, and when the next payments should come. Days are UTC, as pools count them.',
  reading: 'Reading what your pools sent …',
  failed: 'The payouts could not be read.',
  untold: 'No pool tells an account that is paid out.',
  name: (pool: string, coin: string) => `${pool}, ${coin}`,
  waits: (balance: string, minimum: string) => `${balance} of ${minimum} waiting`,
  waitsOnly: (balance: string) => `${balance} waiting`,
  lines: {
    minimum: 'Least that is sent',
    minimumBy: {
      account: (sum: string) => `${sum}, as the pool says of your account`,
      table: (sum: string) => `${sum}, from the list of pools that comes with Davylamp`,
    },
    fee: 'Sending costs',
    feeOf: (sum: string) => `${sum} a payment, the mean of what you paid`,
    feeUntold: 'not told by any of your payouts',
    told: 'Told',
  },
  coming: {
    heading: 'Expected next',
    caption: (name: string) => `Of ${name}: a payment comes between its two days nine times of ten.`,
    when: 'About',
    nextRound: 'Next round',
    enough: 'the balance is enough',
    between: 'Between',
    days: (from: string, to: string) => `${from} and ${to}`,
    chance: (day: string) => `Comes by ${day}`,
    amount: 'About so much',
    more: (count: number) => `Show all ${count} of the coming 30 days`,
    fewer: 'Show the next ones only',
    basis:
      'At the pay of the last weeks. Another difficulty, a miner that stands still, or a smaller minimum in your account there moves the days.',
  },
  missing: {
    solo: 'This pays only when you find a block yourself. That is luck, which no calendar holds: your odds stand under Luck.',
    balance: 'The pool does not tell what waits for its payout, so the next one cannot be foreseen.',
    minimum: 'Nobody tells the least that this pool sends, so the next payout cannot be foreseen.',
    terms: 'It has several ways to pay, or none that is listed. Say which is yours in the card above.',
    rate: 'It tells no pay of the last weeks, so nobody knows how fast the balance grows.',
    blocks:
      'It pays when it finds blocks, and does not tell how often it does, so the next payout cannot be foreseen.',
  },
  sent: {
    heading: 'Sent within a year',
    caption: (name: string, shown: number, all: number) =>
      shown < all
        ? `By ${name}: the last ${shown} of ${all}. All stand in the books.`
        : `By ${name}: all that it tells.`,
    when: 'Sent',
    amount: 'Amount',
    fee: 'Fee of sending',
    worth: 'Worth then',
    unknownTime: 'no day told',
    none: 'It tells no payout of the last year.',
  },
} as const;
