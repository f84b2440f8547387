import { type BaseRecipe, seedsOf } from './base-recipes.ts';
import { type BaseScore, meanOf, pairedDifference } from './train-base-model.ts';

/** What came of a recipe. */
export interface BaseOutcome {
  readonly scores: readonly BaseScore[];
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

const RULES = ['persistence', 'seasonalNaive'] as const;
const WORDS = {
  model: 'this model, tuned on the days before',
  untuned: 'this model as it comes',
  persistence: 'as now',
  seasonalNaive: 'as a day ago',
  dayMean: 'mean of the last day',
} as const;

/** Shipped is what misses less than both simple rules, by more than twice the standard error of the difference home by home. */
export function isShipped(scores: readonly BaseScore[]): boolean {
  return RULES.every((rule) => pairedDifference(scores, rule).standardErrors < -2);
}

/** The card of a model in Markdown: what it is for, what it was made of, how well it does, and what nobody knows. */
export function modelCard(recipe: BaseRecipe, { scores, bytes, sha256 }: BaseOutcome): string {
  const { target, trained, heldOut, days, training } = recipe;
  const shipped = isShipped(scores);
  const what = target === 'room-temperature' ? 'rooms' : 'miners';
  const row = (key: keyof typeof WORDS) => {
    const against = key === 'model' ? undefined : pairedDifference(scores, key);
    return `| ${WORDS[key]} | ${figure(meanOf(scores.map((score) => score[key])))} | ${
      against ? `${Math.round(100 * against.share)} %` : ''
    } | ${against ? `${figure(against.mean)} (${figure(against.standardErrors)} standard errors)` : ''} |`;
  };
  return `# ${target}: ${shipped ? 'a base model' : 'a base model that is not shipped'}

${shipped ? SHIPPED : NOT_SHIPPED}

## What it is for

The next 24 hours of the ${SUBJECT[target]}, hour by hour. It is one more that takes part in the contest on an owner's own past, and speaks
only where it wins there. With two weeks of that past it is tuned on it first.

## What it is

A recurrent net of ${training.units} units that looks at ${training.lookBack} hours, with a straight way from them to the 24 hours ahead
(src/numerics/nets). It hears the values and whether they were there, and nothing else: not even the hour, which it sees from
the days before. Series are brought to one size first: their mean is 0, and a usual change from one day to the next is 1.${
    shipped ? ` The file has ${bytes} bytes.\n\nSHA-256: \`${sha256}\`` : ''
  }

## What it was trained on

${days} days of each of ${trained.count} simulated ${what} (seeds ${range(trained)}), at all seasons, and nothing else:
no recorded data of anybody. ${SIMULATED[target]} The seed of training is ${training.seed}; ${training.mostWindows} windows, at
most ${training.epochs} epochs, learning rate ${training.learningRate}.

## How well it does

On ${heldOut.count} simulated ${what} that it had never seen (seeds ${range(heldOut)}), and that nothing was chosen by; every five hours
over their last ${Math.round(days * 0.4)} days. The error is MASE: mean absolute error in units of what "as a day ago" misses by in the days
before.

| who | mean MASE | homes where the tuned model is better | tuned model less this one, home by home |
| --- | --- | --- | --- |
${(['model', 'untuned', 'seasonalNaive', 'persistence', 'dayMean'] as const).map(row).join('\n')}

## What nobody knows

How well it does in real homes. The simulation was made up by its authors: real sensors, habits, windows and breakdowns are others, and
those who measure one room say nothing of the next. What it does here is no reason to believe it there; the contest is.

## How to make it again

\`npm run base-models -- ${target}\`. The same seeds give the same file on the same processor and version of Node.

## Licence

As the code: MIT. No data of others went into it.
`;
}

const SHIPPED = 'On simulated homes that it had never seen it misses less than the simple rules.';
const NOT_SHIPPED =
  'On simulated homes that it had never seen it does not beat the simple rules for sure, so it is not shipped: no file of it is kept.';

const SUBJECT = {
  'room-temperature': 'air of a room, °C',
  power: 'power that a miner draws, W',
  hashrate: 'rate of a miner, H/s',
} as const;

const MINERS =
  'Models, clocks, rooms, troubles and habits of owners (quiet nights, a pause in the evening) were drawn for each (src/twin).';
const SIMULATED = {
  'room-temperature':
    'Weather, walls, sun, windows that are opened, the miner’s heat and a sensor that tells steps were drawn for each.',
  power: MINERS,
  hashrate: MINERS,
} as const;

function range(seeds: BaseRecipe['trained']): string {
  const all = seedsOf(seeds);
  return `${all[0]} to ${all.at(-1)}`;
}

function figure(value: number): string {
  return value.toFixed(3);
}
