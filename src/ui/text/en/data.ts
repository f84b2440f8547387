/** Words of the page on which the owner's data are backed up, restored, exported and imported. */
export const data = {
  heading: 'Your data',
  lead: 'Everything Davylamp knows lies in this browser, on this computer. Here you take it with you.',
  back: 'Back to Settings',
  quality: 'Check data quality',
  card: {
    what: 'Back up everything to one file, restore it, save tables, and take over what other programs have logged.',
    open: 'Back up, restore, export, import',
    never: 'There is no backup yet.',
    last: (when: string) => `Last backup: ${when}.`,
    overdue:
      'The browser has not promised to keep this history, and there is no backup of the last seven days.',
  },
  demo: 'This is the demo: a backup made here holds the demo, and can be restored into the demo alone. What you import here is gone at the next visit.',
  stop: 'Stop',
  stopped: 'Stopped. Nothing was written.',
  failed: (why: string) => `That did not work: ${why}.`,
  busy: 'Wait for what is under way, or stop it.',
  passphrase: 'Passphrase',
  backup: {
    heading: 'Back up',
    what: 'One file with the whole history, your miners, plugs, prices, settings, alerts and changes. Watching goes on meanwhile.',
    passphraseHint:
      'With one, the file is encrypted (AES-256), and holds your passwords and keys, too. Without, it is readable by whoever has it, and holds neither. Nobody can open it if you forget the passphrase: four words that nobody guesses are good.',
    again: 'Passphrase once more',
    differs: 'The two are not the same.',
    make: 'Back up now',
    making: 'Writing the backup …',
    made: (size: string) => `The backup is written: ${size}.`,
    leftOut: (count: number) =>
      count === 1
        ? 'One piece of the history could not be read, and is not in it.'
        : `${count} pieces of the history could not be read, and are not in it.`,
  },
  restore: {
    heading: 'Restore',
    what: 'Adds what a backup holds and this browser lacks. What is here stays as it is: your readings, names and settings are not overwritten.',
    file: 'Backup file',
    passphraseHint: 'This backup is encrypted.',
    start: 'Restore',
    running: 'Restoring …',
    whole: (when: string) => `The backup of ${when} is restored, whole.`,
    notWhole: (when: string) =>
      `The backup of ${when} is damaged or cut off. What is whole in it is restored.`,
    stopped: 'Stopped. What was restored by then stays, and is whole; do it again to add the rest.',
    counts: (added: string, there: string) => `Pieces of history added: ${added}. Already here: ${there}.`,
    rows: (names: string) => `Also added: ${names}.`,
    noSecrets: 'Passwords and keys are only in encrypted backups: type them again where they are asked for.',
    missing: 'Missing, because it is damaged or not in the file:',
    stretch: (miner: string, tier: string, from: string, to: string) => `${miner}: ${tier}, ${from} to ${to}`,
    more: (count: number) => `and ${count} more stretches`,
    latest: 'the last minutes before the backup',
    unknown: 'What should be in it is damaged, too: so nobody can say what is missing.',
    refused: {
      'no-backup': 'This is no backup of Davylamp, or its beginning is damaged.',
      'newer-version':
        'This backup was made by a newer version of Davylamp. Reload the page to get that version.',
      'needs-passphrase': 'This backup is encrypted: type its passphrase.',
      'wrong-passphrase': 'That is not the passphrase of this backup.',
      'other-fleet':
        'This backup is of the demo and this is not, or the other way round. They are never mixed.',
    },
    tables: {
      miners: 'miners',
      meters: 'plugs and sensors',
      choices: 'sources',
      changes: 'changes of settings of miners',
      alerts: 'alerts',
      events: 'events',
      snapshots: 'last answers',
      answers: 'answers of sources',
      outside: 'months of outside figures',
      repairs: 'repairs of data',
      values: 'settings',
      secrets: 'passwords and keys',
      dirty: 'marks',
    },
  },
  tiers: {
    raw: 'every poll',
    minute: 'minutes',
    quarter: 'quarters of an hour',
    hour: 'hours',
    day: 'days',
  },
  export: {
    heading: 'Export a table',
    what: 'For a spreadsheet or a notebook. Units stand in the head line, times are ISO 8601 in UTC; Davylamp can read the CSV of polls back.',
    format: 'Form',
    formats: { csv: 'CSV', parquet: 'Parquet' },
    tier: 'One row for',
    rawHint: 'Polls are kept for the last two days or so; further back there are minutes.',
    bucketHint: 'Each with mean, least, greatest and count; of counters the last value and the increase.',
    span: 'Range',
    spans: {
      day: 'last 24 hours',
      week: 'last 7 days',
      month: 'last 30 days',
      year: 'last year',
      all: 'all that is stored',
      own: 'days of your choice',
    },
    first: 'First day',
    last: 'Last day',
    wholeDays: (zone: string) => `Whole days, both of them included, on the clocks of ${zone}.`,
    problems: {
      'no-first': 'Choose a first day.',
      'no-last': 'Choose a last day.',
      turned: 'This day lies before the first one.',
      'to-come': 'This day is still to come.',
    },
    nothing: 'Nothing is stored of these miners in that range: no file was written.',
    noPolls:
      'No poll is stored of these miners in that range: no file was written. Further back than two days, choose minutes.',
    miners: 'Miners',
    values: 'Values',
    valuesOf: { repaired: 'put right', recorded: 'as recorded' },
    repairedHint: 'Your repairs lie over the values, as they do on charts.',
    recordedHint: 'Your repairs are left out.',
    all: 'All miners',
    none: 'There are no miners whose past could be saved.',
    start: 'Save the table',
    running: 'Writing the table …',
    made: (rows: string, size: string) => `The table is written: ${rows} rows, ${size}.`,
    repaired: (repairs: number) =>
      repairs === 1
        ? 'One of your repairs lies over its values.'
        : `${repairs} of your repairs lie over its values.`,
  },
  import: {
    heading: 'Import',
    what: 'Logs of Bitaxe monitors and other tables (CSV), saved statistics of AxeOS (JSON), Home Assistant’s history (CSV, JSON), Prometheus (JSON, OpenMetrics). The file is read here and sent nowhere.',
    file: 'File of another program',
    reading: 'Looking into the file …',
    formats: {
      csv: 'A table (CSV)',
      'home-assistant': 'History of Home Assistant',
      prometheus: 'Metrics of Prometheus',
      axeos: 'Statistics of AxeOS',
    },
    is: (format: string, columns: number) =>
      `${format}: ${columns === 1 ? '1 quantity' : `${columns} quantities`}.`,
    noMiners: 'Add your miner first: what is imported belongs to one.',
    zone: 'Its times are on the clock of',
    zoneHint:
      'The file does not say. In the hour that comes twice in autumn, the order of the lines decides.',
    order: 'Dates are written',
    orders: { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' },
    madeAt: 'The file was saved at',
    madeAtHint:
      'Its times count from the start of the miner. Filled in is when the file was last changed: a few seconds after the miner answered, if you saved it at once.',
    miners: 'Which miner is which',
    onlyMiner: 'The miner in this file',
    leaveOut: 'Leave out',
    columns: 'What the columns mean',
    columnHint: (samples: string) => `In the file: ${samples}`,
    unit: (name: string) => `Unit of ${name}`,
    count: 'a plain number',
    sameAsAnother: 'A column before it tells the same.',
    unknownColumns: (count: number) =>
      count === 1
        ? '1 other column, which seems to be nothing of ours'
        : `${count} other columns, which seem to be nothing of ours`,
    preview: 'What the first lines say',
    previewTime: 'When',
    previewMiner: 'Miner',
    nothing: 'Nothing in this file can be used as it is set now.',
    usable: (figures: string, lines: string, from: string, to: string) =>
      `Figures that can be used: ${figures}. Lines: ${lines}, from ${from} to ${to}.`,
    ambiguous: (lines: number) =>
      lines === 1
        ? '1 line lies in the hour that comes twice.'
        : `${lines} lines lie in the hour that comes twice.`,
    problems: 'Cannot be used, and is left out:',
    problem: (line: number, found: string, column: string | undefined) =>
      column === undefined ? `line ${line}: ${found}` : `line ${line}, ${column}: ${found}`,
    moreProblems: (count: number) => `and ${count} more`,
    reasons: {
      'no-time': 'no time',
      'no-such-time': 'a time that the clock of that place left out',
      future: 'a time in the future',
      'no-number': 'no number',
      'out-of-range': 'makes no sense in that unit',
      'unclosed-quote': 'a quotation mark that is not closed',
      'too-few-cells': 'too few cells',
      'said-offline': 'the miner was said to be offline: its zeros are no measurements',
      'unreadable-line': 'cannot be read',
    },
    rule: 'What was measured here stays: of a minute that is known, nothing is taken from the file.',
    start: 'Import',
    running: 'Importing …',
    done: (stored: string, known: string) =>
      `Figures imported: ${stored}. Left as they are, because their minutes are known: ${known}.`,
    stopped: (stored: string) => `Stopped. Figures imported by then, which stay: ${stored}.`,
  },
} as const;
