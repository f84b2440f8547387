import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import { KNOWN_MODE, MODE_NAME, PAST_STEP } from '../domain/kept-plan.ts';
import { readKeptPolicy, readPolicyShadow } from '../domain/kept-policy.ts';
import type { PastStep, PlanMode } from '../domain/plan.ts';
import type { PlanRules } from '../domain/plan-rules.ts';
import type { KeptPolicy, PolicyShadow } from '../domain/policy-standing.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

/** What the owner wants of plans, and what was wanted before, newest first. */
export interface KeptRules {
  readonly rules: PlanRules;
  readonly before: readonly PlanRules[];
}

/** The modes of a miner as they were found, for the time when it does not answer or runs in one of them. */
export interface KeptModes {
  readonly minerId: string;
  readonly foundAtMs: number;
  readonly modes: readonly PlanMode[];
}

/** So many wishes can be taken back. */
const MOST_BEFORE = 20;
const MOST_STEPS = 200;

const figure = v.pipe(v.number(), v.finite());
const text = v.string();
const clockWindow = v.object({
  fromMinute: figure,
  toMinute: figure,
  weekdays: v.optional(v.array(figure)),
  months: v.optional(v.array(figure)),
});
const heating = v.variant('kind', [
  v.object({ kind: v.literal('resistive') }),
  v.object({ kind: v.literal('boiler'), pricePerKwhFuel: figure, efficiency: figure }),
  v.object({ kind: v.literal('heat-pump'), cop: figure }),
]);
const rules: v.GenericSchema<unknown, PlanRules> = v.object({
  carrying: v.picklist(['dry-run', 'live', 'paused']),
  aim: v.variant('kind', [
    v.object({ kind: v.literal('expected') }),
    v.object({ kind: v.literal('cautious'), weight: figure, tail: figure }),
    v.object({ kind: v.literal('strike-price'), pricePerKwh: v.optional(figure) }),
  ]),
  minerIds: v.array(text),
  circuits: v.array(
    v.object({
      id: text,
      name: text,
      limitW: figure,
      minerIds: v.array(text),
      otherLoadW: v.optional(figure),
    }),
  ),
  quietHours: v.array(
    v.object({
      window: clockWindow,
      minerIds: v.optional(v.array(text)),
      most: v.variant('kind', [
        v.object({ kind: v.literal('mode'), mode: MODE_NAME }),
        v.object({ kind: v.literal('noise'), db: figure }),
      ]),
    }),
  ),
  heat: v.array(
    v.object({
      id: text,
      name: text,
      minerIds: v.array(text),
      heating,
      mostW: v.optional(figure),
      windows: v.optional(v.array(clockWindow)),
      thermostat: v.optional(v.object({ targetC: figure, bandC: figure })),
    }),
  ),
  switching: v.object({
    startS: figure,
    changeS: figure,
    warmUpS: figure,
    wearPerKwStart: figure,
    leastRunMinutes: figure,
    leastRestMinutes: figure,
    oneStepUp: v.boolean(),
    leastGainPerKw: figure,
  }),
  whilePoolDown: v.picklist(['off', 'eco', 'stay']),
  overrides: v.array(v.object({ id: text, minerId: text, fromMs: figure, toMs: figure, mode: MODE_NAME })),
  curtailedUntilMs: v.optional(figure),
});
const modes: v.GenericSchema<unknown, KeptModes> = v.object({
  minerId: text,
  foundAtMs: figure,
  modes: v.array(KNOWN_MODE),
});

/** The hour planner's memory: rules, steps, modes, and the learned policy beside it. What cannot be read (another version's) is left out. Every method throws StoreError. */
export class PlanStore {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** Undefined where its owner has never said anything. */
  rules(): Promise<KeptRules | undefined> {
    return guarded(async () => readRules((await this.#values.get('plan-rules'))?.value));
  }

  /**
   * Changes the rules, in one transaction with reading them.
   * @param edit of what is kept, if anything is; the same object back keeps all as it is
   */
  changeRules(edit: (kept: KeptRules | undefined) => KeptRules): Promise<KeptRules> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const { rules: now, before } = edit(readRules((await this.#values.get('plan-rules'))?.value));
        const value = { rules: now, before: before.slice(0, MOST_BEFORE) };
        await this.#values.put({ key: 'plan-rules', value });
        return value;
      }),
    );
  }

  /** Newest first. */
  steps(): Promise<readonly PastStep[]> {
    return guarded(async () => readAll(PAST_STEP, (await this.#values.get('plan-steps'))?.value));
  }

  /** Keeps a step as it stands now, in the place of what was kept of it before. */
  keepStep(kept: PastStep): Promise<void> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const all = readAll(PAST_STEP, (await this.#values.get('plan-steps'))?.value);
        const others = all.filter(({ id }) => id !== kept.id);
        const value = [kept, ...others].sort((a, b) => b.atMs - a.atMs).slice(0, MOST_STEPS);
        await this.#values.put({ key: 'plan-steps', value });
      }),
    );
  }

  modes(): Promise<readonly KeptModes[]> {
    return guarded(async () => readAll(modes, (await this.#values.get('plan-modes'))?.value));
  }

  keepModes(kept: KeptModes): Promise<void> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const all = readAll(modes, (await this.#values.get('plan-modes'))?.value);
        const value = [...all.filter(({ minerId }) => minerId !== kept.minerId), kept];
        await this.#values.put({ key: 'plan-modes', value });
      }),
    );
  }

  /** The learned policy's test, and whether it chooses; of nothing kept: no test. */
  policy(): Promise<KeptPolicy> {
    return guarded(async () => readKeptPolicy((await this.#values.get('plan-policy'))?.value));
  }

  changePolicy(edit: (kept: KeptPolicy) => KeptPolicy): Promise<KeptPolicy> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const value = edit(readKeptPolicy((await this.#values.get('plan-policy'))?.value));
        await this.#values.put({ key: 'plan-policy', value });
        return value;
      }),
    );
  }

  /** Undefined where the policy has not been seen beside the planner yet. */
  shadow(): Promise<PolicyShadow | undefined> {
    return guarded(async () => readPolicyShadow((await this.#values.get('plan-shadow'))?.value));
  }

  /** Only the tab that leads keeps any. */
  keepShadow(value: PolicyShadow): Promise<void> {
    return guarded(async () => {
      await this.#values.put({ key: 'plan-shadow', value });
    });
  }
}

function readRules(value: unknown): KeptRules | undefined {
  if (typeof value !== 'object' || value === null || !('rules' in value)) return undefined;
  const checked = v.safeParse(rules, value.rules);
  if (!checked.success) return undefined;
  return { rules: checked.output, before: readAll(rules, 'before' in value ? value.before : []) };
}

function readAll<Entry>(schema: v.GenericSchema<unknown, Entry>, values: unknown): readonly Entry[] {
  if (!Array.isArray(values)) return [];
  return values.flatMap((entry: unknown) => {
    const checked = v.safeParse(schema, entry);
    return checked.success ? [checked.output] : [];
  });
}
