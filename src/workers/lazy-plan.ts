import type { AwayPlan } from '../domain/away-plan.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { PlanApi } from './plan-api.ts';
import type { PlanPorts, PlanService } from './plan-service.ts';

/** The hour planner, loaded when a page first asks for it, or where its owner has said once what it is to do. */
export interface LazyPlan extends PlanApi {
  fleetChanged(view: FleetView): void;
  /** See {@link PlanService.handOver}; undefined also while nobody has planned here. */
  handOver(minerIds: ReadonlySet<string>): AwayPlan | undefined;
}

type GivenPorts = Omit<PlanPorts, 'solver' | 'zone' | 'clockMs' | 'newId' | 'shippedPolicy'>;

/** So long after the fleet was opened the solver is fetched for a time without a network, ms: nothing else waits then. */
const AT_HAND_AFTER_MS = 90_000;

export function lazyPlan(ports: GivenPorts): LazyPlan {
  const begunAtMs = ports.nowMs();
  let opening: Promise<PlanService> | undefined;
  let service: PlanService | undefined;
  let isWished: Promise<boolean> | undefined;
  let isAtHand = false;
  const open = () => {
    opening ??= opened(ports);
    opening.then(
      (loaded) => {
        service = loaded;
      },
      // What could not be fetched once (a new version was put up meanwhile) may be the next time.
      () => {
        opening = undefined;
      },
    );
    return opening;
  };
  const look = async () => {
    isWished ??= ports.plans.rules().then((kept) => kept !== undefined);
    if (opening || (await isWished)) await (await open()).look();
  };
  const keepAtHand = async () => {
    if (isAtHand || ports.nowMs() - begunAtMs < AT_HAND_AFTER_MS) return;
    isAtHand = true;
    await (await import('./plan-solver.ts')).keepSolverAtHand();
  };
  return {
    fleetChanged({ miners, asking }) {
      if (miners.length === 0 || asking === true) return;
      look().catch((error: unknown) => console.error('hours cannot be planned', error));
      // Without a network it cannot be fetched, and need not be: it is asked for again when somebody plans.
      keepAtHand().catch(() => undefined);
    },
    handOver: (minerIds) => service?.handOver(minerIds),
    plan: async () => (await open()).plan(),
    onPlan: async (listener) => (await open()).onPlan(listener),
    stopPlan: async () => (await opening)?.stopPlan(),
    setPlanRules: async (rules) => (await open()).setPlanRules(rules),
    setPlanMode: async (carrying) => (await open()).setPlanMode(carrying),
    override: async (minerId, span, mode) => (await open()).override(minerId, span, mode),
    removeOverride: async (overrideId) => (await open()).removeOverride(overrideId),
    curtailNow: async (minutes) => (await open()).curtailNow(minutes),
    releaseCurtailment: async () => (await open()).releaseCurtailment(),
    undoPlanRules: async () => (await open()).undoPlanRules(),
    keepPolicyTest: async (test) => (await open()).keepPolicyTest(test),
    letPolicyChoose: async (chooses) => (await open()).letPolicyChoose(chooses),
  };
}

async function opened(ports: GivenPorts): Promise<PlanService> {
  const { PlanService } = await import('./plan-service.ts');
  let solver: ReturnType<PlanPorts['solver']> | undefined;
  return new PlanService({
    ...ports,
    newId: () => crypto.randomUUID(),
    zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    clockMs: () => performance.now(),
    shippedPolicy: async () => (await import('./shipped-policy.ts')).shippedPolicy(),
    solver: () => {
      solver ??= import('./plan-solver.ts').then(({ openPlanSolver }) => openPlanSolver());
      solver.catch(() => {
        solver = undefined;
      });
      return solver;
    },
  });
}
