import { DeviceError } from '../devices/transport.ts';
import type { ChangeRecord } from '../domain/control.ts';
import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import { type TuningPoint, wayOf } from '../domain/tuning.ts';
import { startSession, stepSession, type TuningEvent } from '../insight/tuning/session.ts';
import type { KeptTuning, TuningStore } from '../store/tuning-store.ts';
import type { ControlService } from './control-service.ts';
import { type RehearsalPorts, Rehearsals } from './rehearsals.ts';
import { begun, type RunningTuning } from './running-tuning.ts';
import type { TuningApi, TuningView, TuningWish } from './tuning-api.ts';
import { hindranceOf, type TuningHindrance, wasTakenOver } from './tuning-hindrance.ts';
import { kinInFleet, withKin } from './tuning-kin.ts';
import { pictureOf } from './tuning-picture.ts';
import { type Readiness, readinessOf } from './tuning-readiness.ts';
import { isSameSetting, sampleOf, settingOf, toldSetting } from './tuning-tellings.ts';

export interface TuningPorts extends RehearsalPorts {
  readonly nowMs: () => number;
  readonly view: () => FleetView;
  readonly tunings: Pick<TuningStore, 'all' | 'keep'>;
  readonly control: Pick<ControlService, 'controlOf' | 'tune' | 'hasLocks' | 'changesOf'>;
}

const MOST_TRIALS = 12;
/** What ends a trial before its end: a raise that waits for its moment is not gone on with. */
const ENDS_TRIAL: ReadonlySet<TuningEvent['kind']> = new Set(['stop', 'pause', 'alarm'] as const);
/** What others set must be told twice in a row: a device may answer with its old setting for a moment. */
const TOLD_TIMES = 2;
/** A setting that a device does not tell with its readings is asked for so often while it is measured. */
const ASK_EVERY_MS = 60_000;

/**
 * Tunes miners, in the tab that leads: what they tell becomes samples of a session, and what the session wants is carried
 * out like any change by hand. The session is kept before each command, so that a tab that takes over goes on with it.
 */
export class TuningService implements TuningApi {
  readonly #ports: TuningPorts;
  readonly #running = new Map<string, RunningTuning>();
  readonly #rehearsals: Rehearsals;
  #taken: Promise<void> | undefined;

  constructor(ports: TuningPorts) {
    this.#ports = ports;
    this.#rehearsals = new Rehearsals(ports, MOST_TRIALS);
  }

  /** Looks at what was told since; resolves when all of it was taken. */
  async look(): Promise<void> {
    const { leading, miners } = this.#ports.view();
    if (!leading) {
      // Whoever leads now goes on with them.
      this.#running.clear();
      this.#taken = undefined;
      return;
    }
    this.#taken ??= this.#takeOver();
    await this.#taken;
    await Promise.all(
      miners.map(async (view) => {
        const running = this.#running.get(view.miner.id);
        if (running) await this.#lookAt(running, view);
      }),
    );
  }

  async tuningOf(minerId: string): Promise<TuningView> {
    const view = this.#viewOf(minerId);
    const kept = await this.#sessionsOf(minerId);
    const [newest, ...older] = kept.length > 0 ? kept : await this.#rehearsals.of(view);
    const { found, ...readiness } = await this.#readiness(view);
    const { session, isRehearsal } = this.#running.get(minerId)?.kept ?? newest ?? {};
    return {
      ...readiness,
      limits: found?.limits,
      ways: found?.ways.map(({ task: _, ...way }) => way),
      session,
      isRehearsal,
      picture: session ? pictureOf(session, view.miner.identity.asicModel) : undefined,
      past: older.map((each) => each.session),
    };
  }

  async startTuning(minerId: string, wish: TuningWish): Promise<TuningView> {
    const view = this.#viewOf(minerId);
    const { cannot, found } = await this.#readiness(view, wish);
    const way = found?.ways.find((each) => each.way === wish.way) ?? found?.ways[0];
    if (cannot || !way) throw new DeviceError('refused', cannot ?? 'not-offered');
    const task = {
      ...withKin(
        way.task,
        wish.way === undefined || wish.way === 'clock'
          ? kinInFleet(view.miner, this.#ports.view().miners, await this.#ports.tunings.all())
          : undefined,
      ),
      objective: wish.objective,
      mostTrials: MOST_TRIALS,
      seed: this.#ports.seed(),
    };
    const { session } = startSession(task, way.present, this.#ports.nowMs());
    const kept = { id: this.#ports.newId(), minerId, session };
    await this.#ports.tunings.keep(kept);
    this.#running.set(minerId, begun(kept));
    return this.tuningOf(minerId);
  }

  async stopTuning(minerId: string): Promise<TuningView> {
    const running = this.#running.get(minerId);
    if (running) await this.#tell(running, { kind: 'stop', atMs: this.#ports.nowMs() });
    return this.tuningOf(minerId);
  }

  async pauseTuning(minerId: string, isPaused: boolean): Promise<TuningView> {
    const running = this.#running.get(minerId);
    const atMs = this.#ports.nowMs();
    if (running && isPaused) await this.#tell(running, { kind: 'pause', atMs });
    else if (running)
      await this.#tell(running, { kind: 'continue', atMs, at: await this.#settingOf(running) });
    return this.tuningOf(minerId);
  }

  async applyTuned(minerId: string, point: TuningPoint): Promise<ChangeRecord> {
    if (this.#running.has(minerId)) throw new DeviceError('refused', 'tuning-already');
    const record = await this.#ports.control.tune(minerId, point, {
      isReturn: true,
      stillWanted: async () => !this.#running.has(minerId),
    });
    if (!record) throw new DeviceError('refused', 'tuning-already');
    return record;
  }

  /** Goes on with what another tab, or this one before it was closed, had begun. */
  async #takeOver(): Promise<void> {
    const open = (await this.#ports.tunings.all()).filter(({ session }) => session.phase !== 'ended');
    for (const kept of open) {
      if (this.#running.has(kept.minerId)) continue;
      const running = begun(kept);
      this.#running.set(kept.minerId, running);
      await this.#resume(running);
    }
  }

  async #resume(running: RunningTuning): Promise<void> {
    const at = await this.#settingOf(running);
    await this.#tell(running, { kind: 'resumed', atMs: this.#ports.nowMs(), at });
  }

  /** What a miner is set to of what is being tuned, asked of it now; undefined where it does not answer. */
  async #settingOf({ kept: { minerId, session } }: RunningTuning): Promise<TuningPoint | undefined> {
    try {
      const { settings } = await this.#ports.control.controlOf(minerId);
      return settingOf(wayOf(session.point), settings);
    } catch (error) {
      if (error instanceof DeviceError) return undefined;
      throw error;
    }
  }

  async #lookAt(running: RunningTuning, view: MinerView): Promise<void> {
    const { reading, answeredAtMs } = view;
    const nowMs = this.#ports.nowMs();
    if (running.isSetting) {
      const isNewAlarm = reading?.overheated === true && running.called === 0;
      return isNewAlarm ? this.#tell(running, { kind: 'alarm', atMs: nowMs }) : undefined;
    }
    if (view.miner.control !== 'by-hand')
      return this.#tell(running, { kind: 'consent-withdrawn', atMs: nowMs });
    if (!reading || answeredAtMs === undefined || answeredAtMs <= running.latestMs)
      return this.#tell(running, { kind: 'tick', atMs: nowMs });
    running.latestMs = answeredAtMs;
    if (running.owed) return this.#payBack(running);
    const { session } = running.kept;
    if (reading.overheated === true) return this.#tell(running, { kind: 'alarm', atMs: nowMs });
    const told =
      session.phase === 'measuring'
        ? (toldSetting(session, view) ?? (await this.#askedSetting(running, nowMs)))
        : undefined;
    const isElsewhere = told !== undefined && !isSameSetting(told, session.point);
    running.elsewhere = isElsewhere ? running.elsewhere + 1 : 0;
    if (running.elsewhere >= TOLD_TIMES)
      return this.#tell(running, { kind: 'changed-by-others', atMs: nowMs });
    if (isElsewhere || reading.paused === true) return undefined;
    return this.#tell(running, { kind: 'sample', sample: sampleOf(view, answeredAtMs) });
  }

  /** Asked for once a minute, and at the next look again where it is not as it was set. */
  async #askedSetting(running: RunningTuning, nowMs: number): Promise<TuningPoint | undefined> {
    if (running.elsewhere === 0 && nowMs - running.askedMs < ASK_EVERY_MS) return undefined;
    running.askedMs = nowMs;
    return this.#settingOf(running);
  }

  /** It answers again: where it stands is read first, and the way back sent once if it is still wanted. */
  async #payBack(running: RunningTuning): Promise<void> {
    running.owed = false;
    await this.#resume(running);
  }

  #tell(running: RunningTuning, event: TuningEvent): Promise<void> {
    const endsTrial = ENDS_TRIAL.has(event.kind);
    if (endsTrial) running.called += 1;
    running.turn = running.turn
      .then(() => {
        if (endsTrial) running.called -= 1;
        return this.#take(running, event);
      })
      .catch((error: unknown) => {
        console.error('tuning cannot go on', error);
      });
    return running.turn;
  }

  async #take(running: RunningTuning, event: TuningEvent): Promise<void> {
    // Another tab, or nobody, runs it by now.
    if (this.#running.get(running.kept.minerId) !== running) return;
    const before = running.kept.session;
    const { session, command } = stepSession(before, event);
    if (session !== before) running.kept = { ...running.kept, session };
    const isNews = session.phase !== before.phase || session.trials !== before.trials;
    if (isNews || command.kind === 'set') await this.#ports.tunings.keep(running.kept);
    if (command.kind === 'set') await this.#set(running, command.point, command.why === 'return');
    else if (session.phase === 'ended') this.#running.delete(running.kept.minerId);
  }

  async #set(running: RunningTuning, point: TuningPoint, isReturn: boolean): Promise<void> {
    const { record, hindrance } = await this.#sent(running, point, isReturn);
    const atMs = this.#ports.nowMs();
    // Whoever runs it now has kept it since; what its owner asked for stands next in turn.
    if (hindrance === 'run-elsewhere' || hindrance === 'called') return undefined;
    if (hindrance) return this.#take(running, { kind: hindrance, atMs });
    const isSet = record?.outcome === 'done' || record?.reason?.code === 'nothing-to-change';
    if (isSet) {
      running.setMs = atMs;
      return this.#take(running, { kind: 'applied', atMs });
    }
    // What was surely never sent is no retry when it is sent later. What may have been is not sent again.
    const wasNeverSent =
      record === undefined || (record.outcome === 'failed' && record.reason?.code === 'unreachable');
    if (isReturn && wasNeverSent) {
      running.owed = true;
      return undefined;
    }
    return this.#take(running, { kind: 'not-applied', atMs });
  }

  /** What became of a command; neither where the miner could not be reached. */
  async #sent(
    running: RunningTuning,
    point: TuningPoint,
    isReturn: boolean,
  ): Promise<{
    readonly record?: ChangeRecord | undefined;
    readonly hindrance?: TuningHindrance | undefined;
  }> {
    const { minerId } = running.kept;
    let hindrance: TuningHindrance | undefined;
    const stillWanted = async () => {
      hindrance = await this.#hindrance(running, isReturn);
      return hindrance === undefined;
    };
    running.isSetting = true;
    try {
      const record = await this.#ports.control.tune(minerId, point, { isReturn, stillWanted });
      return { record, hindrance: hindrance ?? (wasTakenOver(record) ? 'changed-by-others' : undefined) };
    } catch (error) {
      if (error instanceof DeviceError) return {};
      throw error;
    } finally {
      running.isSetting = false;
    }
  }

  /** What keeps the next step from being sent, found out right before it. The way back is no trial that its owner could end. */
  async #hindrance(running: RunningTuning, isReturn: boolean): Promise<TuningHindrance | undefined> {
    const { minerId } = running.kept;
    if (this.#running.get(minerId) !== running) return 'run-elsewhere';
    if (running.called > 0 && !isReturn) return 'called';
    const miner = this.#ports.view().miners.find((view) => view.miner.id === minerId)?.miner;
    return hindranceOf(miner, await this.#ports.control.changesOf(minerId), running.setMs);
  }

  async #sessionsOf(minerId: string): Promise<readonly KeptTuning[]> {
    return (await this.#ports.tunings.all()).filter((each) => each.minerId === minerId);
  }

  #readiness(view: MinerView, wish?: TuningWish): Promise<Readiness> {
    return this.#running.has(view.miner.id)
      ? Promise.resolve({ cannot: 'tuning-already' })
      : readinessOf(view, this.#ports, wish);
  }

  #viewOf(minerId: string): MinerView {
    const found = this.#ports.view().miners.find(({ miner }) => miner.id === minerId);
    if (!found) throw new DeviceError('not-a-miner', 'that miner is not in the fleet any more');
    return found;
  }
}
