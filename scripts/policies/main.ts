import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { USUAL_PLAN_RULES } from '../../src/domain/plan-rules.ts';
import { USUAL_REWARD } from '../../src/insight/policy/hour-environment.ts';
import { hourPolicyFile, readHourPolicy } from '../../src/insight/policy/hour-policy.ts';
import { policyTraining } from '../../src/insight/policy/train-policy.ts';
import { GAMMA_601, M30S_PP, NERDQAXE_PP, S19J_PRO, SUPRA_401 } from '../../src/twin/miner-models.ts';
import { MACHINES } from '../../tests/backtest/planner/policies.ts';
import { recordedHours } from '../../tests/backtest/planner/recorded-hours.ts';
import { hoursOfPiece, SPLIT } from './data-split.ts';
import { partOfHourByHour, validationPart } from './judge-policy.ts';
import { type CardScore, policyCard } from './policy-card.ts';

/**
 * `npm run train:policies [-- --data DIR --seed N --updates N]`: trains the hour policy through its curriculum, keeps the checkpoint that
 * does best on the pieces of the past that it was not trained on and that are not held back, and writes weights and card into
 * `models/policy`.
 */

const options = new Map<string, string>();
for (let at = 2; at + 1 < process.argv.length; at += 2)
  options.set(process.argv[at] ?? '', process.argv[at + 1] ?? '');
const folder = options.get('--data') ?? '../shared/data';
const seed = Number(options.get('--seed') ?? 1);
const each = Number(options.get('--updates') ?? 40);
const UPDATES = {
  'constant-prices': each,
  'daily-pattern': each,
  'real-days': 2 * each,
  'switching-losses': 2 * each,
  'several-miners': each,
};
const JUDGE_EVERY = 4;

const recorded = recordedHours(folder);
const hoursOf = (pieces: (typeof SPLIT)[keyof typeof SPLIT]) =>
  pieces.map((piece) => hoursOfPiece(recorded, piece));
const validation = hoursOf(SPLIT.validation);
const training = {
  seed,
  recorded: hoursOf(SPLIT.train),
  models: [GAMMA_601, SUPRA_401, NERDQAXE_PP, S19J_PRO, M30S_PP],
  reward: USUAL_REWARD,
  switching: USUAL_PLAN_RULES.switching,
  updates: UPDATES,
};
const startedMs = Date.now();
let best = { part: Number.NEGATIVE_INFINITY, file: '', update: 0 };
for (const { policy, stage, update, updates, reward } of policyTraining(training)) {
  // Of the first two stages nothing is kept: there were no real days yet.
  const isKept = stage !== 'constant-prices' && stage !== 'daily-pattern' && update % JUDGE_EVERY === 0;
  const part = isKept ? validationPart(policy, validation) : Number.NaN;
  if (part > best.part) best = { part, file: `${JSON.stringify(hourPolicyFile(policy))}\n`, update };
  if (update % JUDGE_EVERY === 0)
    console.log(
      `${stage}, update ${update} of ${updates}: reward ${reward.toFixed(3)}, ${(100 * part).toFixed(1)} % of hour by hour`,
    );
}
const policy = readHourPolicy(JSON.parse(best.file));
const scores = (['validation', 'heldOut'] as const).flatMap((kind) =>
  SPLIT[kind].flatMap((piece): CardScore[] => {
    const hours = hoursOfPiece(recorded, piece);
    return MACHINES.map((machine) => ({
      kind,
      piece,
      machine: machine.name,
      part: partOfHourByHour(policy, hours, machine),
    }));
  }),
);
const target = new URL('../../models/policy/', import.meta.url);
await mkdir(target, { recursive: true });
await writeFile(new URL('hour-policy.json', target), best.file);
const sha256 = createHash('sha256').update(best.file).digest('hex');
const about = { seed, updates: UPDATES, chosen: best.update, sha256, bytes: best.file.length, scores };
await writeFile(new URL('hour-policy.md', target), policyCard(about));
console.log(
  `kept update ${best.update}: ${(100 * best.part).toFixed(1)} % on validation; ${Math.round((Date.now() - startedMs) / 1_000)} s`,
);
