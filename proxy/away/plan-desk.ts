import type { ActionRunner } from '../../src/actions/action-runner.ts';
import { type DueMode, PlanCarrier } from '../../src/actions/plan-carrier.ts';
import { DeviceError } from '../../src/devices/transport.ts';
import { isOver } from '../../src/domain/action.ts';
import { type AwayPlanMiner, mostW } from '../../src/domain/away-plan.ts';
import type { DeviceSettings } from '../../src/domain/control.ts';
import { modeOfSettings } from '../../src/domain/mode-of-settings.ts';
import type { FoundModes } from '../../src/domain/plan.ts';
import type { AwayBook } from './away-book.ts';
import type { ConditionLog } from './condition-log.ts';

export interface PlanDeskPorts {
  readonly book: AwayBook;
  readonly conditions: Pick<ConditionLog, 'latest'>;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly runner: Pick<ActionRunner, 'order' | 'callOff'>;
  /** @throws DeviceError */
  readonly settingsOf: (minerId: string) => Promise<DeviceSettings>;
}

/** How a device said that it is set holds so long, ms; what was sent to it is asked about anew. */
const ASK_EVERY_MS = 5 * 60_000;
/** What it told longer ago is no word of how it is now, ms. */
const ANSWERING_MS = 120_000;

/**
 * Carries out the hours that a page has planned and handed over, by the same rules as the page: each change an order through gate,
 * envelope and reading back, lowering at once, raising one miner a minute and only where its breaker bears it. A miner that its owner
 * set to what is none of its modes meanwhile is left alone.
 */
export class PlanDesk {
  readonly #ports: PlanDeskPorts;
  readonly #carrier: PlanCarrier;
  readonly #told = new Map<string, { readonly atMs: number; readonly settings: DeviceSettings }>();

  constructor(ports: PlanDeskPorts) {
    const { book, runner, nowMs, newId } = ports;
    this.#ports = ports;
    this.#carrier = new PlanCarrier({
      nowMs,
      newId,
      control: {
        order: (order) => runner.order(order),
        openActions: async () => book.actions.filter((action) => !isOver(action)),
        callOff: (minerId, actionId) => runner.callOff(minerId, actionId),
        // The desk is one, and takes one step at a time.
        hasLocks: true,
      },
      keepStep: async (step) => book.keepStep(step),
      onSent: (minerId) => void this.#told.delete(minerId),
    });
  }

  /** Brings miners to what the plan wants of them now. Resolves when what is due has been tried. */
  async look(): Promise<void> {
    const { plan } = this.#ports.book;
    if (plan.miners.length === 0) return;
    const each = await Promise.all(
      plan.miners.map(async (miner) => ({ miner, due: await this.#dueOf(miner) })),
    );
    // What cannot be asked may draw as much as it can.
    const unknown = new Map(each.flatMap(({ miner, due }) => (due ? [] : [[miner.minerId, mostW(miner)]])));
    const circuits = plan.circuits.map((circuit) => ({
      ...circuit,
      otherLoadW: circuit.minerIds.reduce((sum, id) => sum + (unknown.get(id) ?? 0), circuit.otherLoadW ?? 0),
    }));
    await this.#carrier.look(
      each.flatMap(({ due }) => due ?? []),
      circuits,
    );
  }

  async #dueOf({ minerId, modes, steps }: AwayPlanMiner): Promise<DueMode | undefined> {
    const nowMs = this.#ports.nowMs();
    const step = steps.find(({ fromMs, toMs }) => nowMs >= fromMs && nowMs < toMs);
    const found = step && (await this.#found(minerId, modes));
    if (!found) return undefined;
    const reading = this.#ports.conditions.latest(minerId);
    return {
      minerId,
      mayChange: true,
      isAnswering: reading !== undefined && Math.abs(nowMs - reading.atMs) <= ANSWERING_MS,
      isOverheated: reading?.overheated === true,
      powerW: modes.find(({ name }) => name === found.current)?.powerW,
      found,
      to: step.mode,
      why: step.why,
      untilMs: step.toMs,
    };
  }

  /** Undefined where it does not say how it is set, or is set otherwise than by any plan. */
  async #found(minerId: string, modes: FoundModes['modes']): Promise<FoundModes | undefined> {
    const settings = await this.#settings(minerId);
    const set = settings && modeOfSettings(modes, settings)?.name;
    if (!set) return undefined;
    const isResting = settings.paused ?? this.#ports.conditions.latest(minerId)?.paused ?? false;
    return { modes, current: isResting ? 'off' : set, set };
  }

  async #settings(minerId: string): Promise<DeviceSettings | undefined> {
    const { nowMs, settingsOf } = this.#ports;
    const known = this.#told.get(minerId);
    if (known && nowMs() >= known.atMs && nowMs() - known.atMs < ASK_EVERY_MS) return known.settings;
    try {
      const settings = await settingsOf(minerId);
      this.#told.set(minerId, { atMs: nowMs(), settings });
      return settings;
    } catch (error) {
      if (error instanceof DeviceError) return undefined;
      throw error;
    }
  }
}
