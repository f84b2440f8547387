import { DeviceError } from '../../devices/transport.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { FleetPlan } from '../../domain/plan.ts';
import type {
  KeptPolicy,
  KeptPolicyTest,
  PolicyNote,
  PolicyShadow,
  PolicyView,
  ReplacedWish,
} from '../../domain/policy-standing.ts';
import type { PlanInputs, PlanMiner } from '../../insight/planning/plan-inputs.ts';
import { readHourPolicy } from '../../insight/policy/hour-policy.ts';
import { newShadow, scoredShadow, shadowStanding } from '../../insight/policy/live-shadow.ts';
import { HOUR_MS, type PastHours } from '../../insight/policy/past-hours.ts';
import { policyRefusal } from '../../insight/policy/promotion.ts';
import {
  askedMiners,
  noteOf,
  ownMiners,
  replacedWishes,
  type Wishes,
  wishesOf,
} from '../../insight/policy/shadow-hour.ts';
import type { GaussianPolicy } from '../../numerics/reinforcement/proximal-policy.ts';
import type { PlanStore } from '../../store/plan-store.ts';
import { policySha256, type ShippedPolicy } from '../shipped-policy.ts';
import { storedHours } from '../stored-hours.ts';
import type { AheadPorts } from './ahead-keeper.ts';

export interface PolicyKeeperPorts extends Pick<AheadPorts, 'nowMs' | 'zone' | 'figures' | 'past'> {
  readonly plans: Pick<PlanStore, 'policy' | 'changePolicy' | 'shadow' | 'keepShadow'>;
  readonly shippedPolicy: () => Promise<ShippedPolicy>;
}

/** The policy that speaks: what was tested, or as it comes along. */
interface Speaker {
  readonly policy: Pick<GaussianPolicy, 'actor'>;
  readonly sha256: string;
}

const AHEAD_MS = 48 * HOUR_MS;
/** The newest figures that a state is made of lie two weeks back; with those ahead. */
const STATE_DAYS = 18;

/**
 * Keeps the learned policy in the planner's shadow: notes for each hour what both would do, scores hours that are over, and lets the policy
 * choose only while its owner wants that and everything speaks for it. Else, and wherever a rule is in its way, the planner's plan holds.
 */
export class PolicyKeeper {
  readonly #ports: PolicyKeeperPorts;
  #shipped: Promise<ShippedPolicy> | undefined;
  #hours: { readonly key: string; readonly hours: PastHours } | undefined;
  #speaker: Speaker | undefined;
  #replaced: readonly ReplacedWish[] = [];

  constructor(ports: PolicyKeeperPorts) {
    this.#ports = ports;
  }

  /**
   * Looks at the hour that runs.
   *
   * @param planned the planner's own plan of these inputs
   * @param replan a plan of other inputs
   * @returns the plan that holds
   * @throws StoreError, and Error where the policy cannot be loaded
   */
  async planOf(
    view: FleetView,
    inputs: PlanInputs,
    planned: FleetPlan,
    replan: (inputs: PlanInputs) => FleetPlan,
  ): Promise<FleetPlan> {
    this.#replaced = [];
    const { nowMs, plans } = this.#ports;
    const shipped = await this.#shippedPolicy();
    const kept = await plans.policy();
    const speaker = this.#speakerOf(kept, shipped);
    const hours = await this.#hoursAround(view, planned);
    const before = await this.#shadowOf(speaker, inputs.currency);
    const shadow = scoredShadow(before, hours, inputs.rules.switching, nowMs());
    const chooses = kept.chooses && !(await this.#isDemoted(kept, shadow, shipped.sha256));
    const hourMs = startOfHour(inputs.nowMs);
    const noted = shadow.notes.find(({ fromMs }) => fromMs === hourMs);
    const asked = askedMiners(inputs, bitcoinMiners(view));
    // While it chooses, its world is the real one.
    const own = chooses ? asked : ownMiners(asked, before, hourMs);
    const wishes = noted ? wishesIn(noted) : wishesOf(speaker.policy, hours, hourMs, own);
    const isAsked = wishes.size > 0 && (chooses || !noted);
    const chosen = isAsked ? replan(withWishes(inputs, own, wishes, hourMs)) : planned;
    const note =
      noted || !isAsked
        ? []
        : [noteOf({ hourMs, hours, own, wishes, chosen, planned, before: hourBefore(before, hourMs) })];
    if (view.leading && (note.length > 0 || shadow !== before))
      await plans.keepShadow({ ...shadow, notes: [...shadow.notes, ...note] });
    if (!chooses) return planned;
    this.#replaced = replacedWishes(chosen, wishes);
    return chosen;
  }

  /** Undefined where the policy cannot be loaded: the plan is shown all the same. */
  async viewIfThere(currency: string): Promise<PolicyView | undefined> {
    try {
      return await this.view(currency);
    } catch (error) {
      console.error('the learned policy cannot be shown', error);
      return undefined;
    }
  }

  /** What a page shows. @throws StoreError, and Error where the policy cannot be loaded */
  async view(currency: string): Promise<PolicyView> {
    const shipped = await this.#shippedPolicy();
    const { test, chooses, demoted } = await this.#ports.plans.policy();
    const shadow = await this.#shadowOf(this.#speakerOf({ test }, shipped), currency);
    const standing = shadowStanding(shadow);
    const { tested, ...told } = test ?? {};
    const { file: _, ...span } = tested ?? {};
    return {
      ...(test && { test: told as NonNullable<PolicyView['test']> }),
      ...(tested && { span: span as NonNullable<PolicyView['span']> }),
      sha256: shipped.sha256,
      refusal: policyRefusal({ test }, standing, { sha256: shipped.sha256, currency }),
      chooses,
      demoted,
      shadow: standing,
      replaced: chooses ? this.#replaced : [],
    };
  }

  /** Keeps what a test came to; where the policy chose and may no more, that is kept, too. */
  async keepTest(test: KeptPolicyTest, currency: string): Promise<void> {
    const { sha256 } = await this.#shippedPolicy();
    const why = policyRefusal({ test }, { hours: 0 }, { sha256, currency });
    await this.#ports.plans.changePolicy(({ chooses, demoted }) => ({
      test,
      chooses: chooses && !why,
      ...(why && { demoted: chooses ? { atMs: this.#ports.nowMs(), why } : demoted }),
    }));
  }

  /** @throws DeviceError where it may not */
  async letChoose(chooses: boolean, currency: string): Promise<void> {
    const { refusal } = await this.view(currency);
    if (chooses && refusal) throw new DeviceError('refused', `the policy may not choose: ${refusal}`);
    await this.#ports.plans.changePolicy(({ test }) => ({ test, chooses }));
  }

  /** A new one takes the place of what was seen of another policy, or in other money. */
  async #shadowOf({ sha256 }: Speaker, currency: string): Promise<PolicyShadow> {
    const kept = await this.#ports.plans.shadow();
    return kept?.sha256 === sha256 && kept.currency === currency ? kept : newShadow(sha256, currency);
  }

  /** It chose, and something speaks against it now: it does no more, and that is kept. */
  async #isDemoted(kept: KeptPolicy, shadow: PolicyShadow, sha256: string): Promise<boolean> {
    const { plans, nowMs } = this.#ports;
    const why = policyRefusal(kept, shadowStanding(shadow), { sha256, currency: shadow.currency });
    if (!why) return false;
    await plans.changePolicy((now) => ({ ...now, chooses: false, demoted: { atMs: nowMs(), why } }));
    return true;
  }

  #speakerOf({ test }: Pick<KeptPolicy, 'test'>, shipped: ShippedPolicy): Speaker {
    const isIts = test?.tested !== undefined && test.tested.sha256 === shipped.sha256;
    const file = isIts ? test.tested?.file : shipped.file;
    const sha256 = policySha256(file);
    if (this.#speaker?.sha256 !== sha256) this.#speaker = { policy: readHourPolicy(file), sha256 };
    return this.#speaker;
  }

  /** Hours before and ahead, as far as prices are told; where nothing is stored of the one that runs, what the plan knows of it. */
  async #hoursAround({ settings }: FleetView, { conditions, madeAtMs }: FleetPlan): Promise<PastHours> {
    const { zone, figures, past } = this.#ports;
    const hourMs = startOfHour(madeAtMs);
    const { currency, tariff, pastTariffs, market } = settings;
    const key = JSON.stringify([hourMs, currency, tariff, market]);
    if (this.#hours?.key === key) return this.#hours.hours;
    const request = {
      nowMs: hourMs + AHEAD_MS,
      timeZone: zone(),
      settings: { currency, tariff, pastTariffs, market },
      figures: await figures(),
    };
    const hours = await storedHours(request, { past }, STATE_DAYS);
    const hour = Math.round((hourMs - hours.startMs) / HOUR_MS);
    const [now] = conditions;
    if (Number.isNaN(hours.pricePerKwh[hour]) && now?.price === 'known')
      hours.pricePerKwh[hour] = now.pricePerKwh ?? Number.NaN;
    if (Number.isNaN(hours.earnedPerThDay[hour]))
      hours.earnedPerThDay[hour] = now?.earnedPerThDay ?? Number.NaN;
    this.#hours = { key, hours };
    return hours;
  }

  /** What could not be fetched once (a new version was put up meanwhile) may be the next time. */
  #shippedPolicy(): Promise<ShippedPolicy> {
    this.#shipped ??= this.#ports.shippedPolicy();
    this.#shipped.catch(() => {
      this.#shipped = undefined;
    });
    return this.#shipped;
  }
}

function startOfHour(atMs: number): number {
  return Math.floor(atMs / HOUR_MS) * HOUR_MS;
}

function bitcoinMiners({ miners }: FleetView): ReadonlySet<string> {
  return new Set(miners.flatMap(({ miner }) => (miner.identity.algorithm === 'sha256' ? [miner.id] : [])));
}

function wishesIn({ miners }: PolicyNote): Wishes {
  return new Map(miners.map(({ minerId, wish }) => [minerId, wish]));
}

function hourBefore({ notes }: PolicyShadow, hourMs: number): PolicyNote | undefined {
  return notes.find(({ fromMs }) => fromMs === hourMs - HOUR_MS);
}

function withWishes(
  inputs: PlanInputs,
  own: readonly PlanMiner[],
  modes: Wishes,
  hourMs: number,
): PlanInputs {
  const miners = inputs.miners.map((miner) => own.find(({ minerId }) => minerId === miner.minerId) ?? miner);
  return { ...inputs, miners, wishes: { untilMs: hourMs + HOUR_MS, modes } };
}
