import type { TariffProblem } from '../../../domain/economics/tariff-problem.ts';
import type { LeftOut } from '../../../domain/economics/utility-rate-tariff.ts';

/** Words of the editor of what power costs. */
export const tariff = {
  heading: 'What power costs',
  kind: 'How your price is made',
  kinds: { flat: 'One price', 'time-of-use': 'By the clock', spot: 'By the market' },
  unit: (currency: string) => `${currency}/kWh`,
  percent: '%',
  notANumber: 'Write a number, such as 0.25.',
  negative: 'Cannot be below zero.',
  tooLargePercent: 'At most 100 %.',
  unfinished: {
    sentence: (kind: string) =>
      `You began a price (“${kind}”) and left before it was complete. It does not count.`,
    resume: 'Go on with it',
    discard: 'Discard it',
  },
  unsaved: 'Not kept yet: mend what is marked above. The result still uses the last good prices.',
  remove: 'Remove',
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  monthsLong: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  allYear: 'All year',
  monthsIn: (months: string) => `In ${months}`,
  monthsOf: (what: string) => `Months of ${what}`,

  now: {
    label: 'Price of power now',
    always: (price: string) => `${price} at all times, as typed.`,
    alwaysExample: (price: string) => `${price} at all times: an example, until you type yours.`,
    byClock: (price: string, until: string, next: string) => `${price} now, until ${until}; then ${next}.`,
    allClock: (price: string) => `${price} now, and for the next day.`,
    made: (sentence: string, parts: string) => `${sentence} That is ${parts}.`,
    market: (price: string, parts: string, provider: string, age: string) =>
      `${price} now: ${parts}, by ${provider}, told ${age}.`,
    fallback: (price: string, why: string) =>
      `${price} now: the price you chose for such times, because ${why}`,
    unknown: (why: string) => `What a kWh costs now is not known: ${why}`,
    why: {
      off: (provider: string) => `${provider} is off.`,
      'nothing-told': (provider: string) => `${provider} has told no prices yet.`,
      gap: (provider: string) => `${provider} tells no price for this hour.`,
      lapsed: (provider: string) =>
        `${provider} has not answered for days, and its price may have changed since.`,
      'other-currency': (provider: string, theirs: string, yours: string) =>
        `${provider} tells prices in ${theirs}, and you count in ${yours}. They are not counted.`,
    },
    parts: {
      typed: (price: string) => `${price} typed`,
      market: (price: string) => `${price} market`,
      marketWithVat: (price: string) => `${price} market with VAT`,
      beforeVat: (price: string) => `${price} before VAT`,
      additions: (price: string) => `${price} surcharge and levies`,
      additionsWithVat: (price: string) => `${price} surcharge and levies with VAT`,
      vat: (percent: string) => `${percent} VAT`,
      allIn: 'all included',
    },
  },

  flat: {
    price: 'Price',
    hint: 'All of it: energy, grid, taxes. It stands on your bill as price per kWh.',
  },

  clock: {
    base: 'Price at all other times',
    baseHint: 'Where no period below applies.',
    period: (place: number) => `Period ${place}`,
    from: 'From',
    to: 'To',
    overMidnight: 'Runs over midnight.',
    days: 'Days it begins on',
    everyDay: 'Every day',
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    weekdaysLong: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    add: 'Add a period',
    removePeriod: (place: number) => `Remove period ${place}`,
    raise: 'Move up',
    raisePeriod: (place: number) => `Move period ${place} up`,
    order: 'Where two periods overlap, the upper one counts.',
    stripLabel: (days: string) => `Price of power through the day, ${days}`,
    stretch: (from: string, to: string, price: string) => `${from}–${to} ${price}`,
    allDay: (price: string) => `all day ${price}`,
    inMonths: (days: string, months: string) => `${days}, ${months}`,
    asToday: (days: string) => `${days} (today)`,
  },

  holidays: {
    heading: 'Holidays',
    none: 'none typed',
    count: (count: number) => (count === 1 ? '1 day' : `${count} days`),
    hint: 'Days that your contract prices as Sundays, such as 25 December. Type those of each year.',
    date: 'Date',
    add: 'Add the day',
    remove: (date: string) => `Remove ${date}`,
  },

  spot: {
    explained:
      'Your price follows the power exchange, hour by hour: what the market asks, and on top what your supplier, the grid and the state take.',
    provider: 'Who tells the market’s price',
    choose: 'Choose …',
    providerHint:
      'Take your own supplier where it is listed, else one that tells the prices of your country.',
    /** Where a provider's prices hold. */
    places: {
      octopus: 'Great Britain',
      tibber: 'for its customers',
      amber: 'Australia, for its customers',
      awattar: 'Germany, Austria',
      'energy-charts': 'Europe',
      entsoe: 'Europe, with a key',
      nordpool: 'Nordics and more',
      elprisetjustnu: 'Sweden',
      energyzero: 'Netherlands',
      easyenergy: 'Netherlands',
      energinet: 'Denmark',
      elering: 'Estonia, Latvia, Lithuania, Finland',
      smard: 'Germany, Luxembourg',
      comed: 'Northern Illinois, told afterwards',
    } as Readonly<Partial<Record<string, string>>>,
    named: (name: string, place: string | undefined) => (place === undefined ? name : `${name} (${place})`),
    series: 'Which of its prices',
    seriesHint: 'It tells more than one: choose your zone or your home.',
    first: (id: string) => `The first: ${id}`,
    seriesGone: (id: string) => `${id} (told no more)`,
    fallback: 'Price where the market’s is not known (optional)',
    fallbackHint:
      'All included. Empty: for such hours the page says that it does not know, instead of counting with a guess.',
    onTop: 'What comes on top',
    bare: 'Only the market’s price counts so far. Supplier, grid and taxes are often more than that: take them from your bill.',
    fromBill:
      'Take it from your bill. What stays empty adds nothing; prices that hold it already get nothing added.',
    allIn: (provider: string) =>
      `${provider} tells prices with everything in them: what stands here is not added to them.`,
    vatOnly: (provider: string) =>
      `${provider} tells prices with everything but VAT in them: only VAT is added to them.`,
    vatIn: (provider: string) =>
      `${provider} tells prices with VAT in them: surcharge and levies are added with theirs.`,
    otherCurrency: (provider: string, theirs: string, yours: string) =>
      `${provider} tells prices in ${theirs}, and you count in ${yours}: they are not counted. Choose ${theirs} as your currency in Settings, or another provider.`,
    settings: 'Open Settings',
  },

  provider: {
    off: (name: string) => `${name} is off: nobody is asked before you switch it on.`,
    on: (name: string) => `Switch ${name} on`,
    demo: 'The demo asks nobody. Choose your provider in your own fleet.',
    waiting: 'Reading the sources …',
    details: 'What it must know',
    /** What its fields mean, where their names do not say it. */
    hints: {
      octopus:
        'The tariff code stands in your account, such as AGILE-24-10-01. The region is the letter of your grid, the last one of the long code: C is London.',
      entsoe: 'The zone by its long code: 10Y1001A1001A82H is Germany and Luxembourg.',
      amber: 'The number of your site stands on the developers’ page of your account, where the key is.',
      elprisetjustnu: 'SE1 is Luleå, SE2 Sundsvall, SE3 Stockholm, SE4 Malmö.',
      energinet: 'DK1 is west of the Great Belt, DK2 east of it.',
      openei: 'Your place in degrees, such as 34.1 and -118.2 for Los Angeles; it is told to a hundredth.',
    } as Readonly<Partial<Record<string, string>>>,
    all: 'All sources',
    cannotRead: 'The sources cannot be read just now.',
  },

  additions: {
    surcharge: 'Surcharge and grid',
    surchargeHint:
      'What supplier and grid take for each kWh, before VAT. Example: 0.02 for the supplier and 0.09 for the grid are 0.11.',
    levies: 'Levies and taxes',
    leviesHint:
      'What the state takes for each kWh, before VAT. Germany’s electricity tax is 0.0205. Below zero where it pays a part.',
    vat: 'VAT',
    vatHint: '19 in Germany, 20 in Austria, 5 for households in the UK.',
    typedWithout: 'My prices above are without taxes',
    typedWithoutHint: 'Then type here what comes on top. Prices of a household’s bill hold it already.',
  },

  strip: {
    today: 'Today',
    tomorrow: 'Tomorrow',
    label: (day: string) => `Price of power by the hour, ${day}`,
    hour: (from: string, to: string, price: string) => `${from} to ${to}: ${price}`,
    unknownHour: (from: string, to: string) => `${from} to ${to}: not known`,
    cheapest: (from: string, to: string, price: string) => `Cheapest ${from}–${to}: ${price}.`,
    dearest: (from: string, to: string, price: string) => `Dearest ${from}–${to}: ${price}.`,
    partly: (known: number, all: number) => `${known} of ${all} hours are known.`,
    noneToday: 'No prices of today are known yet.',
    noneTomorrow:
      'Tomorrow’s prices are not known yet. Day-ahead markets publish them in the early afternoon; some providers tell none ahead.',
  },

  more: {
    heading: 'More of my contract',
    summary: (parts: readonly string[]) => parts.join(', '),
    none: 'standing charge, solar power, tiers, demand charge',
    bill: {
      heading: 'What your miners add to a month’s bill',
      what: (power: string) => `This month, if they took ${power} all the time.`,
      household: (kwh: string) => `The rest of the house takes ${kwh} kWh before them.`,
      alone: 'As if nothing else were on the meter: the rest of the house reaches tiers sooner.',
      noPower: 'No running miner tells its power now, so a month of them cannot be counted.',
      energy: (kwh: string, besideSun: boolean) =>
        besideSun ? `Energy from the grid, ${kwh} kWh` : `Energy, ${kwh} kWh`,
      marketUnknown: 'made by the market',
      tiers: 'Tiers',
      demand: 'Demand charge',
      solar: (kwh: string) => `Lost feed-in, ${kwh} kWh`,
      together: 'Together',
      besides: 'Besides energy',
      standing: (amount: string) =>
        `The standing charge, ${amount} this month, is due without them too: it is not counted as theirs.`,
      today: 'Today’s sums count each kWh with its tiers and its sun, and a day’s part of the demand charge.',
    },
    household: {
      label: 'What the rest of the house uses (optional)',
      hint: 'From the grid, without the miners. It fills the first tiers, so the miners pay the later ones.',
      unit: 'kWh a month',
    },
    solar: {
      heading: 'Spare solar power',
      hint: 'What usually goes to the grid because the house does not need it. Example: 1500 W from 10:00 to 16:00. Your miners take it first, and each kWh of it costs you only what the grid would have paid. No weather is guessed: what you type counts every day.',
      place: (place: number) => `Surplus ${place}`,
      power: 'Power to spare',
      add: 'Add a surplus',
      removeOne: (place: number) => `Remove surplus ${place}`,
      told: 'spare solar power',
    },
    standing: {
      heading: 'Standing charge',
      hint: 'A fixed amount whether you use power or not. Example: 12 a month. It is due without mining, too, so it is part of your bill and not of what mining costs.',
      place: (place: number) => `Standing charge ${place}`,
      amount: 'Amount',
      per: 'For each',
      perDay: 'Day',
      perMonth: 'Month',
      told: (amount: string, age: string) =>
        `Octopus Energy tells ${amount} for your tariff, with VAT, ${age}.`,
      take: 'Take it over',
      add: 'Add a standing charge',
      removeOne: (place: number) => `Remove standing charge ${place}`,
      count: (count: number) => (count === 1 ? '1 standing charge' : `${count} standing charges`),
    },
    feedIn: {
      heading: 'Feed-in',
      kind: 'What the grid pays for your solar power',
      hint: 'A kWh of your own that a miner uses costs you what the grid would have paid for it. Example: 0.08.',
      none: 'Nothing, or not known',
      fixed: 'A fixed price',
      market: 'The market’s price less a fee',
      price: 'Price paid',
      fee: 'Fee taken off',
      marketHint: 'Counts where the market’s bare price is told. Example: a fee of 0.01.',
      told: 'a feed-in price',
    },
    tiers: {
      heading: 'Tiers',
      hint: 'A price that changes once the household has used so much in a month. Example: above 500 kWh each kWh costs 0.03 more; write −0.02 where it gets cheaper.',
      place: (place: number) => `Tier ${place}`,
      above: 'Above',
      aboveUnit: 'kWh a month',
      add: 'Costs so much more',
      addOne: 'Add a tier',
      removeOne: (place: number) => `Remove tier ${place}`,
      count: (count: number) => (count === 1 ? '1 tier' : `${count} tiers`),
    },
    demand: {
      heading: 'Demand charge',
      hint: 'Paid for the highest power that the household takes in a month. Example: at 12 per kW, miners of 3 kW add 36 a month if they run at that moment.',
      place: (place: number) => `Demand charge ${place}`,
      price: 'Price',
      unit: (currency: string) => `${currency} per kW and month`,
      window: 'The meter takes the mean of',
      minutes: (minutes: number) => `${minutes} minutes`,
      addOne: 'Add a demand charge',
      removeOne: (place: number) => `Remove demand charge ${place}`,
      count: (count: number) => (count === 1 ? '1 demand charge' : `${count} demand charges`),
    },
  },

  utility: {
    heading: 'Take over a utility’s rate (USA)',
    hint: 'OpenEI lists the published rates of American utilities at your place. Taking one over replaces the prices above, and what the contract says besides; Undo brings yours back.',
    rate: 'Rate',
    named: (utility: string | undefined, name: string | undefined) =>
      [utility, name].filter((part) => part !== undefined).join(': ') || 'A rate without a name',
    since: (day: string) => `In force since ${day}.`,
    ended: (day: string) => `It ended on ${day}: check your bill.`,
    prices: (base: string, periods: number) =>
      periods === 0
        ? `${base} at all times.`
        : `${base}, and ${periods === 1 ? '1 period' : `${periods} periods`} at other prices.`,
    told: (age: string) => `By OpenEI, told ${age}.`,
    complete: 'Everything that it says fits in here.',
    leftOut: 'What it says and cannot be counted with here:',
    leftOutWords: {
      hours: 'hours for which it names no price: they take the price of most hours',
      tiers: 'tiers that differ by hour, or that end by something else than kWh',
      'demand-by-hour': 'demand charges that depend on the hour',
      'demand-tiers': 'demand charges that depend on how much it is',
      'minimum-charge': 'a least amount for each bill',
      'feed-in': 'feed-in prices that differ by hour',
    } satisfies Record<LeftOut, string>,
    demandUnread: 'a demand charge that could not be read: the bill is higher than counted',
    take: 'Take this rate over',
    otherCurrency: (theirs: string, yours: string) =>
      `These rates are in ${theirs}, and you count in ${yours}: they cannot be taken over.`,
    none: 'None of the rates found there names its prices.',
  },

  problems: {
    'not-a-number': 'Fill this in.',
    negative: 'Cannot be below zero. Only a market’s price can: choose “By the market”.',
    'out-of-range': 'That is no time of the day.',
    'no-weekday': 'Choose at least one day.',
    'no-month': 'Choose at least one month.',
    'no-fraction': 'At most 100 %.',
    'no-date': 'That is no day: write 2026-12-25.',
    'no-feed-in': 'Say what the grid would pay for it: a fixed price of 0 where that is nothing.',
    'no-provider': 'Choose who tells the prices.',
    'never-applies': 'Periods above cover all of this one, so it never counts. Move it up or remove it.',
  } satisfies Record<TariffProblem['problem'], string>,
} as const;
