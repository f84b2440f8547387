import type { PlanModeName } from '../../src/domain/plan.ts';
import type { PlanCarrying, PlanRules } from '../../src/domain/plan-rules.ts';
import type { KeptPolicyTest } from '../../src/domain/policy-standing.ts';
import type { PlanApi, PlanView } from '../../src/workers/plan-api.ts';
import { fakePlanView } from './fake-plan-views.ts';

/** Plays the part of the collector that plans hours. */
export class FakePlan implements PlanApi {
  readonly calls: string[] = [];
  /** What planning comes to, if not to its view. */
  fails: unknown;
  /** It takes for ever. */
  hangs = false;
  readonly #minerIds: () => readonly string[];
  readonly #nowMs: () => number;
  #given: Partial<PlanRules> = {};
  #before: Partial<PlanRules>[] = [];
  #more: Partial<PlanView> = {};
  #listener: ((view: PlanView) => void) | undefined;

  constructor(minerIds: () => readonly string[], nowMs: () => number) {
    this.#minerIds = minerIds;
    this.#nowMs = nowMs;
  }

  /** Shows a plan by these rules, or a view that is otherwise. */
  show(rules: Partial<PlanRules>, more: Partial<PlanView> = {}): void {
    this.#given = rules;
    this.#more = more;
  }

  async plan(): Promise<PlanView> {
    if (this.fails) throw this.fails;
    if (this.hangs) return new Promise(() => {});
    const view = fakePlanView(this.#minerIds(), this.#nowMs(), this.#given);
    const { plan, ...rest } = { ...view, ...this.#more };
    return { ...rest, ...(rest.missing ? {} : { plan }), canUndo: this.#before.length > 0 };
  }

  async onPlan(listener: (view: PlanView) => void): Promise<void> {
    this.#listener = listener;
    listener(await this.plan());
  }

  async stopPlan(): Promise<void> {
    this.#listener = undefined;
  }

  setPlanRules(rules: PlanRules): Promise<PlanView> {
    const { carrying: _, overrides: __, ...rest } = rules;
    return this.#change('rules', rest);
  }

  setPlanMode(carrying: PlanCarrying): Promise<PlanView> {
    return this.#change(`mode ${carrying}`, { carrying });
  }

  override(
    minerId: string,
    span: { readonly fromMs: number; readonly toMs: number },
    mode: PlanModeName,
  ): Promise<PlanView> {
    const hours = (span.toMs - span.fromMs) / 3_600_000;
    const overrides = [...(this.#given.overrides ?? []), { id: crypto.randomUUID(), minerId, ...span, mode }];
    return this.#change(`override ${minerId} ${Math.round(10 * hours) / 10} h ${mode}`, { overrides });
  }

  removeOverride(overrideId: string): Promise<PlanView> {
    const overrides = (this.#given.overrides ?? []).filter(({ id }) => id !== overrideId);
    return this.#change('remove override', { overrides });
  }

  curtailNow(minutes: number): Promise<PlanView> {
    return this.#change(`curtail ${minutes}`, { curtailedUntilMs: this.#nowMs() + minutes * 60_000 });
  }

  releaseCurtailment(): Promise<PlanView> {
    return this.#change('release', { curtailedUntilMs: undefined });
  }

  async undoPlanRules(): Promise<PlanView> {
    this.calls.push('undo');
    this.#given = this.#before.pop() ?? {};
    return this.#told();
  }

  async keepPolicyTest({ tested, ...test }: KeptPolicyTest): Promise<PlanView> {
    this.calls.push('policy test');
    const policy = this.#more.policy;
    if (policy) this.#more = { ...this.#more, policy: { ...policy, test, span: tested } };
    return this.#told();
  }

  async letPolicyChoose(chooses: boolean): Promise<PlanView> {
    this.calls.push(`policy chooses ${chooses}`);
    const policy = this.#more.policy;
    if (policy) this.#more = { ...this.#more, policy: { ...policy, chooses } };
    return this.#told();
  }

  #change(call: string, change: Partial<PlanRules>): Promise<PlanView> {
    this.calls.push(call);
    this.#before.push(this.#given);
    this.#given = { ...this.#given, ...change };
    return this.#told();
  }

  async #told(): Promise<PlanView> {
    const view = await this.plan();
    this.#listener?.(view);
    return view;
  }
}
