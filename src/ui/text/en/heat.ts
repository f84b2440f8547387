import type { Heating } from '../../../domain/economics/heat-price.ts';

/** Words of the editor of heat that need not be bought. */
export const heat = {
  heading: 'Heat you would buy anyway',
  hint: 'All power ends as heat. What your heating need not make is money saved; it is shown apart from what you earn.',
  kind: 'What would heat these rooms otherwise',
  kinds: {
    none: 'Nothing: no heat is counted',
    resistive: 'An electric heater',
    'heat-pump': 'A heat pump',
    boiler: 'A boiler: gas, oil, pellets',
    priced: 'Something whose kWh of heat has a price',
  } satisfies Record<Heating['kind'] | 'none' | 'priced', string>,
  fuel: 'Price of a kWh of fuel',
  fuelHint: 'All of it, as on the bill. A cubic metre of gas holds about 10 kWh, a litre of oil too.',
  efficiency: 'Efficiency of the boiler',
  efficiencyHint: 'Old ones 80 %, those that condense 95 %.',
  efficiencyRange: 'Between 10 and 120 %.',
  cop: 'COP of the heat pump',
  copHint: 'Heat for each kWh of power, as a mean of the season: 3 to 4 is usual.',
  copRange: 'Between 1 and 20.',
  price: 'What a kWh of heat costs otherwise',
  priceHint: 'District heating, for one: its bill names it.',
  share: 'Part of the heat that is wanted',
  shareHint: '100 % where all of it warms rooms that are heated; less where windows are open.',
  season: 'When these rooms are heated',
  allDay: 'The same time twice is all day.',
  times: {
    boiler: (heat: string) =>
      `A kWh of heat costs ${heat} that way, and so much is saved by each that is wanted.`,
    resistive: 'Each kWh that is wanted saves what a kWh of power costs at that time.',
    'heat-pump': (part: string) =>
      `Each kWh that is wanted saves ${part} kWh of power, at the price of that time.`,
  },
  notNow: 'These rooms are not heated today: no heat is counted.',
  unsaved: 'Not kept yet: fill in what is empty. The result still counts as before.',
  saved: 'Heat kept.',
} as const;
