/** Words of the two-meter test: what a miner says it hashes against what is counted for it. */
export const twoMeter = {
  heading: 'Does the pool see what the miner says?',
  reading: 'Reading what is stored of this miner …',
  failed: 'The test could not be run.',
  noise: {
    sentence: 'Noise: nothing is missing that luck does not explain.',
    wait: (first: string, firstLoss: string, second: string, secondLoss: string) =>
      `A loss that began now would show after about ${first} if it were ${firstLoss}, after ${second} if ${secondLoss}.`,
  },
  more: {
    sentence: (counted: string) => `More is accepted than the miner claims: ${counted} of it.`,
    why: 'The difficulty it tells is not the one its shares are asked at, or it tells its rate too low. A loss cannot be told from such figures.',
  },
  mismatch: {
    sentence: (counted: string, low: string, high: string) =>
      `Only ${counted} (${low} to ${high}) of what the miner claims is accepted, for as long as it was watched.`,
    why: 'So large and steady a gap is seldom the chips: it tells a rate that is too high (some firmware tells twice its own), or a difficulty that is not its pool’s. Compare its rate with the one on your pool’s page.',
  },
  loss: {
    sentence: (loss: string, low: string, high: string, since: string, parts: string) =>
      `A real loss of ${loss} (${low} to ${high}) since ${since}: ${parts}.`,
    /** It was there from the first row on. */
    atLeastSince: (moment: string) => `${moment} or before`,
    noPart: 'no single cause stands out',
  },
  /** Of the claimed work, as it stands in the sentence. */
  short: {
    rejects: (part: string) => `${part} rejected`,
    stale: (part: string) => `${part} came too late`,
    vardiff: (part: string) => `${part} too easy`,
    fees: (part: string) => `${part} fees`,
    silentChipError: (part: string) => `${part} never found (silent error)`,
    silence: (part: string) => `${part} never found`,
    uncredited: (part: string) => `${part} not credited`,
  },
  parts: {
    heading: 'Where it goes, of all that the miner claims',
    rejects: ['Rejected', 'The pool refused them. Their reasons stand under Rejected shares.'],
    stale: ['Too late', 'The pool had gone on to the next block. Look at the latency of the pool.'],
    vardiff: ['Too easy', 'Found below a difficulty that the pool had just raised.'],
    fees: ['Fees', 'What firmware and pool are known to keep.'],
    silentChipError: [
      'Never found (silent error)',
      'Claimed, and nothing was handed in for it: chips that hash wrongly and do not say so, a fee that the firmware keeps, or a rate that is told too high. Lower the frequency by a step: if this part shrinks, it was the chips.',
    ],
    silence: [
      'Never found',
      'It claims to hash, and hands in nothing at all. Restart it; if that does not help, look at its own page whether it has work from its pool.',
    ],
    uncredited: ['Not credited', 'Accepted, but missing from the pool’s books.'],
  },
  facts: {
    counted: 'Accepted, of what it claims',
    lost: 'Found out',
    pool: (provider: string) => `Counted by ${provider}`,
    poolFact: (counted: string, hours: string, age: string) => `${counted} over ${hours}, ${age}`,
    looked: 'Looked at',
    span: (from: string, to: string) => `${from} – ${to}`,
  },
  range: (fraction: string, low: string, high: string) => `${fraction} (${low} to ${high})`,
  nothing: {
    soFar: 'Nothing counted yet: it takes a few minutes of hashing at one difficulty.',
    rows: 'Nothing counted yet: nothing is stored of this miner.',
    hashrate: 'Nothing counted yet: it has not hashed while it was watched.',
    accepted: 'Nothing can be counted: this miner does not tell how many of its shares were accepted.',
    difficulty: 'Nothing can be counted: this miner does not tell what difficulty its pool asks of a share.',
    'own-difficulty':
      'Nothing can be counted: AxeOS before 2.9 tells the difficulty that was suggested, not the one its pool asks. Newer firmware tells it.',
    algorithm:
      'Nothing can be counted: for this algorithm it is not known how many hashes a share stands for.',
  },
  how: {
    summary: 'How this is told',
    paragraphs: [
      'A hash rate and a difficulty say how many shares must be found. They come by chance, so a miner that is well has lucky and unlucky hours. This test adds up the evidence since the most likely beginning of a loss, and speaks when luck alone would do so once in a year.',
      'It looks at the last 30 days at most. Restarts, gaps and pauses are left out.',
    ],
  },
} as const;
