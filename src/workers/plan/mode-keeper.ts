import { DeviceError } from '../../devices/transport.ts';
import { isOver } from '../../domain/action.ts';
import type { DeviceSettings } from '../../domain/control.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import { modeOfSettings } from '../../domain/mode-of-settings.ts';
import type { FoundModes, LeftOut, PlanMode, PlanModeName } from '../../domain/plan.ts';
import { powerAndRate } from '../../domain/steady-rate.ts';
import { wallAhead } from '../../domain/wall-ahead.ts';
import {
  changesTo,
  type KnownSetting,
  limitSettings,
  minerModes,
  presetSettings,
  tunedSettings,
} from '../../insight/planning/miner-modes.ts';
import { picksOf } from '../../insight/tuning/picks.ts';
import { searchOf } from '../../insight/tuning/search.ts';
import type { KeptModes, PlanStore } from '../../store/plan-store.ts';
import type { KeptTuning, TuningStore } from '../../store/tuning-store.ts';
import type { ControlView } from '../control-api.ts';
import type { ControlService } from '../control-service.ts';

export interface ModeKeeperPorts {
  readonly nowMs: () => number;
  readonly control: Pick<ControlService, 'controlOf' | 'changesOf' | 'openActions'>;
  readonly tunings: Pick<TuningStore, 'all'>;
  readonly plans: Pick<PlanStore, 'modes' | 'keepModes'>;
}

/** What a device said of its settings holds so long, ms; one that did not answer is asked again sooner. */
const ASK_EVERY_MS = 10 * 60_000;
const ASK_AGAIN_MS = 2 * 60_000;
/** A rate that was steady for so long is one of this mode, ms. */
const STEADY_MS = 15 * 60_000;
/** Part of what a new reading counts beside what was known of a mode. */
const NEW_READING = 0.1;

/**
 * Knows each miner's modes: finds them by how it is set as usual, by what was tuned and by what its firmware tells, keeps them, and
 * corrects them by what is measured while it runs in them. How its owner sets it by hand becomes its usual mode; what a plan sets does not.
 */
export class ModeKeeper {
  readonly #ports: ModeKeeperPorts;
  readonly #asked = new Map<string, { readonly atMs: number; readonly told: ControlView | undefined }>();

  constructor(ports: ModeKeeperPorts) {
    this.#ports = ports;
  }

  /** Something was sent to it: how it is set is asked anew. */
  forget(minerId: string): void {
    this.#asked.delete(minerId);
  }

  /** @throws StoreError */
  async modesOf(views: readonly MinerView[]): Promise<ReadonlyMap<string, FoundModes | LeftOut>> {
    const { plans, tunings, control } = this.#ports;
    const [kept, sessions, open] = await Promise.all([plans.modes(), tunings.all(), control.openActions()]);
    const found = new Map<string, FoundModes | LeftOut>();
    for (const view of views) {
      const { id } = view.miner;
      const its = sessions.filter(({ minerId }) => minerId === id);
      const isMoving =
        its.some(({ session }) => session.phase !== 'ended') ||
        open.some((action) => action.minerId === id && !isOver(action) && action.step !== 'watching');
      found.set(
        id,
        await this.#ofOne(
          view,
          kept.find(({ minerId }) => minerId === id),
          its,
          isMoving,
        ),
      );
    }
    return found;
  }

  async #ofOne(
    view: MinerView,
    kept: KeptModes | undefined,
    sessions: readonly KeptTuning[],
    isMoving: boolean,
  ): Promise<FoundModes | LeftOut> {
    const told = await this.#told(view);
    const isResting = isPaused(view);
    const set = kept && told && modeOfSettings(kept.modes, told.settings);
    const isOlder = sessions.some(
      ({ session }) => session.phase === 'ended' && session.heardMs > (kept?.foundAtMs ?? 0),
    );
    const isOwners = told && !isMoving && !set && !(await this.#wasPlanned(view.miner.id));
    if (told && !isMoving && !isResting && (!kept || isOlder || isOwners)) {
      const usual = set && kept?.modes.find(({ name }) => name === 'normal');
      const modes = this.#found(view, told, usual, sessions);
      if (modes) {
        await this.#ports.plans.keepModes({ minerId: view.miner.id, foundAtMs: this.#ports.nowMs(), modes });
        return standing(modes, told.settings, isResting);
      }
    }
    if (!kept) return told ? 'nothing-told' : 'away';
    const modes = await this.#corrected(view, kept, isResting ? 'off' : set?.name);
    return standing(modes, told?.settings, isResting);
  }

  async #told({ miner, reading }: MinerView): Promise<ControlView | undefined> {
    const nowMs = this.#ports.nowMs();
    const known = this.#asked.get(miner.id);
    const holdsMs = known?.told ? ASK_EVERY_MS : ASK_AGAIN_MS;
    if (known && nowMs >= known.atMs && nowMs - known.atMs < holdsMs) return known.told;
    const told = reading ? await this.#ask(miner.id) : undefined;
    this.#asked.set(miner.id, { atMs: nowMs, told });
    return told;
  }

  async #ask(minerId: string): Promise<ControlView | undefined> {
    try {
      return await this.#ports.control.controlOf(minerId);
    } catch (error) {
      if (error instanceof DeviceError) return undefined;
      throw error;
    }
  }

  /** A plan may have been interrupted half way: where that left a miner is not its owner's wish. */
  async #wasPlanned(minerId: string): Promise<boolean> {
    const [newest] = await this.#ports.control.changesOf(minerId);
    return newest?.by === 'planner';
  }

  #found(
    view: MinerView,
    { settings, offers, bounds }: ControlView,
    kept: PlanMode | undefined,
    sessions: readonly KeptTuning[],
  ): readonly PlanMode[] | undefined {
    const { hashrateHs, powerW } = powerAndRate(view);
    if (!hashrateHs || !powerW) return undefined;
    const usual: KnownSetting = kept ?? {
      hashrateHs,
      powerW,
      changes: changesTo(settings, offers),
      known: 'measured',
    };
    const wall = wallAhead(view);
    const [newest] = sessions.filter(({ session }) => session.phase === 'ended' && session.trials.length > 0);
    const others = [
      ...(newest && offers.includes('tuning') ? tunedSettings(picks(newest), wall) : []),
      ...(offers.includes('preset') ? presetSettings(settings, bounds, wall) : []),
      ...(offers.includes('power-limit') ? limitSettings(settings, bounds, usual) : []),
    ];
    const canRest = offers.includes('pause') && offers.includes('resume');
    return minerModes({ usual, others, canRest });
  }

  /** What a mode really hashes and draws, a little nearer with each look. */
  async #corrected(
    view: MinerView,
    kept: KeptModes,
    name: PlanModeName | undefined,
  ): Promise<readonly PlanMode[]> {
    const { nowMs, plans } = this.#ports;
    const { powerW, hashrateHs } = powerAndRate(view);
    const isSteady = nowMs() - (view.meansSinceMs ?? Number.NEGATIVE_INFINITY) >= STEADY_MS;
    const isRunning = view.state === 'hashing' || name === 'off';
    if (!name || !isSteady || !isRunning || !powerW || (name !== 'off' && !hashrateHs)) return kept.modes;
    const modes = kept.modes.map((mode): PlanMode => {
      if (mode.name !== name) return mode;
      const part = mode.known === 'measured' ? NEW_READING : 1;
      return {
        ...mode,
        powerW: mode.powerW + part * (powerW - mode.powerW),
        hashrateHs: name === 'off' ? 0 : mode.hashrateHs + part * ((hashrateHs ?? 0) - mode.hashrateHs),
        known: 'measured',
      };
    });
    await plans.keepModes({ ...kept, modes });
    return modes.toSorted(
      (a, b) => Number(b.name === 'off') - Number(a.name === 'off') || a.powerW - b.powerW,
    );
  }
}

function standing(
  modes: readonly PlanMode[],
  settings: DeviceSettings | undefined,
  isResting: boolean,
): FoundModes {
  const set = settings && modeOfSettings(modes, settings)?.name;
  return { modes, current: isResting ? 'off' : (set ?? 'normal'), set };
}

function isPaused({ state, reading }: MinerView): boolean {
  return state === 'paused' || reading?.paused === true;
}

function picks({ session: { task, trials } }: KeptTuning) {
  return picksOf(searchOf(task, trials).best);
}
