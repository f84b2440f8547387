import { SourceError } from '../../../src/domain/source-error.ts';
import { carbonForms } from './carbon-forms.ts';
import { expectsNothing, inShapeOf } from './compare-shape.ts';
import { compareValues } from './compare-values.ts';
import { devicesForms } from './devices-forms.ts';
import { energyForms } from './energy-forms.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { marketForms } from './market-forms.ts';
import { networkForms } from './network-forms.ts';
import { onChainForms } from './on-chain-forms.ts';
import { poolsForms } from './pools-forms.ts';
import { profitabilityForms } from './profitability-forms.ts';
import { type RecordedBody, recordedBodies } from './recorded-bodies.ts';
import { sentimentForms } from './sentiment-forms.ts';
import { weatherForms } from './weather-forms.ts';

export interface ExternalReport {
  readonly suite: 'external';
  readonly figures: Readonly<Record<'bodies' | 'fields' | 'mismatches' | 'unread', number>>;
  readonly failures: readonly string[];
}

const FORMS: Readonly<Record<string, ExternalForms>> = {
  market: marketForms,
  network: networkForms,
  pools: poolsForms,
  profitability: profitabilityForms,
  energy: energyForms,
  carbon: carbonForms,
  weather: weatherForms,
  sentiment: sentimentForms,
  'on-chain': onChainForms,
  devices: devicesForms,
};

/** Reads every recorded body below `root` as the product does, and holds what comes out against its `expected.json`. */
export function externalSuite(root: string, say: (line: string) => void): ExternalReport {
  const figures = { bodies: 0, fields: 0, mismatches: 0, unread: 0 };
  const failures: string[] = [];
  for (const body of recordedBodies(root)) {
    figures.bodies += 1;
    const problems = problemsOf(body, figures);
    say(`${problems.length === 0 ? 'ok      ' : 'FAILED  '} ${body.title}`);
    failures.push(...problems.map((problem) => `${body.title}: ${problem}`));
  }
  return { suite: 'external', figures, failures };
}

type Figures = { -readonly [name in keyof ExternalReport['figures']]: number };

function problemsOf(body: RecordedBody, figures: Figures): readonly string[] {
  const read = formOf(body);
  let got: unknown;
  try {
    got = read?.(body.name, body.text, body.beside, body.expected);
  } catch (error) {
    // A body of which nothing is expected may be an error that the provider tells: it must be one of our words.
    if (error instanceof SourceError && expectsNothing(body.expected)) return [];
    figures.mismatches += 1;
    return [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
  }
  if (got === undefined) {
    figures.unread += 1;
    return body.expected === undefined ? [] : ['nobody reads such a body'];
  }
  if (body.expected === undefined) return [];
  const { fields, mismatches } = compareValues(body.expected, inShapeOf(body.expected, got));
  figures.fields += fields;
  figures.mismatches += mismatches.length;
  return mismatches.map(
    ({ field, expected, got: found }) =>
      `${field} expected ${JSON.stringify(expected)} got ${JSON.stringify(found)}`,
  );
}

/** Ours of that name: as its folder is written, else by its letters alone, in whatever kind of folder it stands. */
export function formOf({
  kind,
  provider,
}: Pick<RecordedBody, 'kind' | 'provider'>): ExternalForm | undefined {
  const own = FORMS[kind]?.[provider];
  if (own) return own;
  const forms = [FORMS[kind] ?? {}, ...Object.values(FORMS)].flatMap((each) => Object.entries(each));
  const letters = lettersOf(provider);
  const alike = [
    (name: string) => name === letters,
    // `braiins-pool`, `solo-ckpool`.
    (name: string) => letters.startsWith(name) || letters.endsWith(name),
  ];
  return alike
    .map((isAlike) => forms.find(([name]) => isAlike(lettersOf(name)))?.[1])
    .find((form) => form !== undefined);
}

/** `coin-metrics`, `coin_metrics` and `CoinMetrics` → `coinmetrics`. */
function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
