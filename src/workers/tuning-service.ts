import { DeviceError } from '../devices/transport.ts';
import type { ChangeRecord } from '../domain/control.ts';
import { narrowed } from '../domain/envelope.ts';
import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import type { HardwareFacts } from '../domain/hardware.ts';
import { envelopeOf } from '../domain/hardware-envelope.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import type { CannotTune, TuningPoint, TuningSample, TuningSession } from '../domain/tuning.ts';
import { frontierOf, picksOf, siliconQuality } from '../insight/tuning/picks.ts';
import { knowledgeOf, startSession, stepSession, type TuningEvent } from '../insight/tuning/session.ts';
import { tuningEnvelope } from '../insight/tuning/tuning-envelope.ts';
import type { KeptTuning, TuningStore } from '../store/tuning-store.ts';
import type { ControlService } from './control-service.ts';
import type { TuningApi, TuningPicture, TuningView, TuningWish } from './tuning-api.ts';

export interface TuningPorts {
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly seed: () => number;
  readonly view: () => FleetView;
  readonly tunings: Pick<TuningStore, 'all' | 'keep'>;
  readonly control: Pick<ControlService, 'controlOf' | 'tune' | 'hasLocks'>;
  /** What the hardware catalogue knows of a device. */
  readonly factsOf: (identity: MinerIdentity) => Promise<HardwareFacts>;
}

const MOST_TRIALS = 12;
/** The clock that a device tells is rounded; its set voltage, too. */
const SAME_MHZ = 1;
const SAME_MV = 1;
/** What others set must be told twice in a row: a device may answer with its old setting for a moment. */
const TOLD_TIMES = 2;
/** So far may a hashrate be off what a device says it should make of its clock. */
const TOLD_DOUBT = 0.02;
const GUESSED_DOUBT = 0.1;

/** A session that runs in this tab. */
interface Running {
  kept: KeptTuning;
  /** Events are taken one after the other: a command takes seconds, in which more is heard. */
  turn: Promise<void>;
  latestMs: number;
  elsewhere: number;
  /** A way back that could not be sent, because the miner was away: it is sent once when it answers again. */
  owed: boolean;
}

/**
 * Tunes miners, in the tab that leads: what they tell becomes samples of a session, and what the session wants is carried
 * out like any change by hand. The session is kept before each command, so that a tab that takes over goes on with it.
 */
export class TuningService implements TuningApi {
  readonly #ports: TuningPorts;
  readonly #running = new Map<string, Running>();
  #taken: Promise<void> | undefined;

  constructor(ports: TuningPorts) {
    this.#ports = ports;
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
    const [newest, ...older] = await this.#sessionsOf(minerId);
    const view = this.#viewOf(minerId);
    const readiness = await this.#readiness(view);
    const session = this.#running.get(minerId)?.kept.session ?? newest?.session;
    return {
      ...readiness,
      session,
      picture: session ? pictureOf(session) : undefined,
      past: older.map((each) => each.session),
    };
  }

  async startTuning(minerId: string, wish: TuningWish): Promise<TuningView> {
    const view = this.#viewOf(minerId);
    const { cannot, envelope, present } = await this.#readiness(view, wish);
    if (cannot || !envelope || !present) throw new DeviceError('refused', cannot ?? 'no-limits-known');
    const task = {
      reference: await this.#referenceOf(view, present),
      envelope,
      objective: wish.objective,
      mostTrials: MOST_TRIALS,
      seed: this.#ports.seed(),
    };
    const { session } = startSession(task, present, this.#ports.nowMs());
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

  async applyTuned(minerId: string, point: TuningPoint): Promise<ChangeRecord> {
    if (this.#running.has(minerId)) throw new DeviceError('refused', 'tuning-already');
    return this.#ports.control.tune(minerId, point, { isReturn: true });
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

  async #resume(running: Running): Promise<void> {
    const at = await this.#settingOf(running.kept.minerId);
    await this.#tell(running, { kind: 'resumed', atMs: this.#ports.nowMs(), at });
  }

  /** What a miner is set to, asked of it now; undefined where it does not answer. */
  async #settingOf(minerId: string): Promise<TuningPoint | undefined> {
    try {
      const { settings } = await this.#ports.control.controlOf(minerId);
      return pointOf(settings);
    } catch (error) {
      if (error instanceof DeviceError) return undefined;
      throw error;
    }
  }

  async #lookAt(running: Running, view: MinerView): Promise<void> {
    const { reading, answeredAtMs } = view;
    const nowMs = this.#ports.nowMs();
    if (!reading || answeredAtMs === undefined || answeredAtMs <= running.latestMs)
      return this.#tell(running, { kind: 'tick', atMs: nowMs });
    running.latestMs = answeredAtMs;
    if (running.owed) return this.#payBack(running);
    const { session } = running.kept;
    if (reading.overheated === true) return this.#tell(running, { kind: 'alarm', atMs: nowMs });
    const told = pointOf({
      frequencyMhz: reading.frequencyMhz,
      coreVoltageMv: reading.voltageCoreSetV === undefined ? undefined : 1000 * reading.voltageCoreSetV,
    });
    const isElsewhere = session.phase === 'measuring' && told !== undefined && !isSame(told, session.point);
    running.elsewhere = isElsewhere ? running.elsewhere + 1 : 0;
    if (running.elsewhere >= TOLD_TIMES)
      return this.#tell(running, { kind: 'changed-by-others', atMs: nowMs });
    if (isElsewhere || reading.paused === true) return undefined;
    return this.#tell(running, { kind: 'sample', sample: sampleOf(view, answeredAtMs) });
  }

  /** It answers again: where it stands is read first, and the way back sent once if it is still wanted. */
  async #payBack(running: Running): Promise<void> {
    running.owed = false;
    await this.#resume(running);
  }

  #tell(running: Running, event: TuningEvent): Promise<void> {
    running.turn = running.turn
      .then(() => this.#take(running, event))
      .catch((error: unknown) => {
        console.error('tuning cannot go on', error);
      });
    return running.turn;
  }

  async #take(running: Running, event: TuningEvent): Promise<void> {
    const before = running.kept.session;
    const { session, command } = stepSession(before, event);
    if (session !== before) running.kept = { ...running.kept, session };
    const isNews = session.phase !== before.phase || session.trials !== before.trials;
    if (isNews || command.kind === 'set') await this.#ports.tunings.keep(running.kept);
    if (command.kind === 'set') await this.#set(running, command.point, command.why === 'return');
    else if (session.phase === 'ended') this.#running.delete(running.kept.minerId);
  }

  async #set(running: Running, point: TuningPoint, isReturn: boolean): Promise<void> {
    const { minerId } = running.kept;
    const record = await this.#sent(minerId, point, isReturn);
    const atMs = this.#ports.nowMs();
    const isSet = record?.outcome === 'done' || record?.reason?.code === 'nothing-to-change';
    if (isSet) return this.#take(running, { kind: 'applied', atMs });
    // What was surely never sent is no retry when it is sent later. What may have been is not sent again.
    const wasNeverSent =
      record === undefined || (record.outcome === 'failed' && record.reason?.code === 'unreachable');
    if (isReturn && wasNeverSent) {
      running.owed = true;
      return undefined;
    }
    return this.#take(running, { kind: 'not-applied', atMs });
  }

  async #sent(minerId: string, point: TuningPoint, isReturn: boolean): Promise<ChangeRecord | undefined> {
    try {
      return await this.#ports.control.tune(minerId, point, { isReturn });
    } catch (error) {
      if (error instanceof DeviceError) return undefined;
      throw error;
    }
  }

  async #sessionsOf(minerId: string): Promise<readonly KeptTuning[]> {
    return (await this.#ports.tunings.all()).filter((each) => each.minerId === minerId);
  }

  #viewOf(minerId: string): MinerView {
    const found = this.#ports.view().miners.find(({ miner }) => miner.id === minerId);
    if (!found) throw new DeviceError('not-a-miner', 'that miner is not in the fleet any more');
    return found;
  }

  async #readiness(
    { miner, reading }: MinerView,
    wish?: TuningWish,
  ): Promise<Pick<TuningView, 'cannot' | 'envelope' | 'present'>> {
    const no = (cannot: CannotTune) => ({ cannot });
    const { control } = this.#ports;
    if (this.#running.has(miner.id)) return no('tuning-already');
    if (miner.control !== 'by-hand') return no('watch-only');
    if (!control.hasLocks) return no('no-locks');
    if (!reading?.hashrateHs || !reading.powerW) return no('nothing-told');
    try {
      const { offers, settings, bounds } = await control.controlOf(miner.id);
      if (!offers.includes('tuning')) return no('not-offered');
      const present = pointOf(settings);
      const hardware = envelopeOf(await this.#ports.factsOf(miner.identity));
      const limits = narrowed(settings.bounds, bounds);
      const tells = { errors: reading.hwErrorPct !== undefined };
      const envelope = present && tuningEnvelope(limits, hardware, reading.powerW, tells, wish);
      return envelope ? { envelope, present } : no('no-limits-known');
    } catch (error) {
      if (error instanceof DeviceError) return no('away');
      throw error;
    }
  }

  /** The maker's default, and what hashrate the device or its maker says that belongs to it. */
  async #referenceOf({ miner, reading }: MinerView, present: TuningPoint) {
    const { defaultFrequencyMhz, defaultCoreVoltageMv, ratedHashrateHs } = await this.#ports.factsOf(
      miner.identity,
    );
    const frequencyMhz = defaultFrequencyMhz?.value ?? present.frequencyMhz;
    const told = reading?.expectedHashrateHs;
    const scale = frequencyMhz / present.frequencyMhz;
    return {
      frequencyMhz,
      coreVoltageMv: defaultCoreVoltageMv?.value ?? present.coreVoltageMv,
      hashrateHs: told ? told * scale : (ratedHashrateHs?.value ?? (reading?.hashrateHs ?? 0) * scale),
      hashrateDoubt: told ? TOLD_DOUBT : GUESSED_DOUBT,
    };
  }
}

function begun(kept: KeptTuning): Running {
  return { kept, turn: Promise.resolve(), latestMs: kept.session.heardMs, elsewhere: 0, owed: false };
}

function pointOf({
  frequencyMhz,
  coreVoltageMv,
}: {
  readonly frequencyMhz?: number | undefined;
  readonly coreVoltageMv?: number | undefined;
}): TuningPoint | undefined {
  if (!frequencyMhz || !coreVoltageMv) return undefined;
  return { frequencyMhz, coreVoltageMv: Math.round(coreVoltageMv) };
}

function isSame(a: TuningPoint, b: TuningPoint): boolean {
  return (
    Math.abs(a.frequencyMhz - b.frequencyMhz) <= SAME_MHZ &&
    Math.abs(a.coreVoltageMv - b.coreVoltageMv) <= SAME_MV
  );
}

function sampleOf({ reading, roomTempC }: MinerView, atMs: number): TuningSample {
  const percents = (reading?.fans ?? []).flatMap(({ percent }) => (percent === undefined ? [] : [percent]));
  return {
    atMs,
    hashrateHs: reading?.hashrateHs,
    powerW: reading?.powerW,
    chipC: reading?.tempChipMaxC ?? reading?.tempChipAvgC,
    vrC: reading?.tempVrC,
    inputV: reading?.voltageInV,
    ...(percents.length > 0 ? { fanPercent: Math.max(...percents) } : {}),
    ...(reading?.hwErrorPct === undefined ? {} : { errorRate: reading.hwErrorPct / 100 }),
    airC: roomTempC,
  };
}

/** What the trials say; nothing before the first. */
function pictureOf({ task, trials }: TuningSession): TuningPicture | undefined {
  if (trials.length === 0) return undefined;
  const knowledge = knowledgeOf(task, trials);
  return {
    picks: picksOf(knowledge, task, trials),
    frontier: frontierOf(knowledge, task),
    ...(trials.length >= 2 ? { silicon: siliconQuality(knowledge) } : {}),
  };
}
