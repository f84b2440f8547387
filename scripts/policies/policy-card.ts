import { USUAL_REWARD } from '../../src/insight/policy/hour-environment.ts';
import { POLICY_OPTIONS } from '../../src/insight/policy/train-policy.ts';
import { SPLIT, type SplitPiece } from './data-split.ts';

export interface CardScore {
  readonly kind: 'validation' | 'heldOut';
  readonly piece: SplitPiece;
  readonly machine: string;
  /** Net money over that of choosing each hour's best mode by itself. */
  readonly part: number;
}

export interface TrainedAbout {
  readonly seed: number;
  readonly updates: Readonly<Record<string, number>>;
  readonly chosen: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly scores: readonly CardScore[];
}

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const told = ({ zone, fromMs, toMs }: SplitPiece) => `${zone} ${day(fromMs)} to ${day(toMs)}`;

/** What a reader of `models/` must know of the policy. */
export function policyCard({ seed, updates, chosen, sha256, bytes, scores }: TrainedAbout): string {
  const { clip, gamma, lambda, hidden, stepsPerUpdate, epochs, minibatch } = POLICY_OPTIONS;
  const { profit, efficiency, stability } = USUAL_REWARD;
  const rows = scores.map(
    ({ kind, piece, machine, part }) =>
      `| ${told(piece)} | ${kind === 'heldOut' ? 'held back' : 'chosen by'} | ${machine} | ${(100 * part).toFixed(1)} % |`,
  );
  const stages = Object.entries(updates).map(([stage, count]) => `${stage.replaceAll('-', ' ')} (${count})`);
  return `# hour-policy: a policy that says how hard a miner works this hour

**The hour planner does better** on recorded years (the last table), so the planner speaks. This policy runs in its shadow only, and is
promoted only where a walk through the owner's own past shows a gain whose 95 % interval lies above 0.

## What it is

A net of ${hidden.join(' and ')} tanh units that sees 26 figures of market, tariff, difficulty, telemetry and time, none with a unit
(src/insight/policy/policy-state.ts), and says one number: off, or a place on the miner's frontier. What it says passes the tuner's
envelope and bounded steps first (safe-target.ts). The file has ${bytes} bytes.

SHA-256: \`${sha256}\`

## How it was trained

Proximal policy optimisation: clip ${clip}, γ ${gamma}, λ ${lambda}, ${stepsPerUpdate} hours an update, ${epochs} epochs, batches of
${minibatch}. Reward: ${profit} profit, ${efficiency} efficiency, ${stability} stability. Weeks of simulated miners (src/twin: five
models, silicon, heat, room) in stages, updates of each in brackets: ${stages.join(', ')}. Seed ${seed}; of the checkpoints that of update
${chosen} did best on the pieces to choose by.

| data | used to |
| --- | --- |
${[
  ...SPLIT.train.map((piece) => `| ${told(piece)} | learn |`),
  ...SPLIT.validation.map((piece) => `| ${told(piece)} | choose |`),
  ...SPLIT.heldOut.map((piece) => `| ${told(piece)} | nothing: held back |`),
].join('\n')}

Day-ahead prices and what work earned by the hour, as recorded; what work earned was scaled week by week, so that hours of all kinds
were lived through. Nothing of any owner went into it.

## How well it does

Net money (earned less power, changes and wear) as a part of what choosing each hour's best mode by itself brings.

| past | used to | machine | part |
| --- | --- | --- | --- |
${rows.join('\n')}

Beside the planner, and over perfect foresight: \`npm run backtest -- --suite planner\`; its figures stand in the README.

## How to make it again

\`npm run train:policies -- --seed ${seed}\`. The same seed gives the same file on the same processor and version of Node.

## Licence

As the code: MIT.
`;
}
