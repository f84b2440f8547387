import { undoOf } from '../../src/actions/undo.ts';
import type { Action } from '../../src/domain/action.ts';
import type {
  ChangeOutcome,
  ChangeRecord,
  ControlKind,
  DeviceChange,
  DeviceSettings,
} from '../../src/domain/control.ts';
import type { DeviceCredentials } from '../../src/domain/credentials.ts';
import type { PoolTemplate } from '../../src/domain/pool-template.ts';
import { differences, withAfter } from '../../src/domain/setting-differences.ts';
import type { ChangeWish, ControlApi, ControlView } from '../../src/workers/control-api.ts';
import { FakePairing } from './fake-pairing.ts';

const EVERYTHING: readonly ControlKind[] = [
  ...(['restart', 'pause', 'resume', 'identify', 'tuning', 'fan', 'auto-fan', 'pools'] as const),
];

/** Plays the part of the collector that changes devices, on a made-up device behind each miner. */
export class FakeControl extends FakePairing implements ControlApi {
  /** How the next change ends. */
  outcome: ChangeOutcome = 'done';
  offers = EVERYTHING;
  /** What reading the settings comes to, if not to them. */
  controlFails: unknown;
  takesMs = 0;
  /** What is open of all miners, and what was asked for lately. */
  actions: readonly Action[] = [];
  /** What another tab, or this one before, has sent and is reading back. */
  underWay: ChangeRecord | undefined;
  readonly #settings = new Map<string, DeviceSettings>();
  /** How a miner is set before anything was changed. */
  first: DeviceSettings = {
    paused: false,
    frequencyMhz: 525,
    coreVoltageMv: 1_150,
    autoFan: true,
    fanPercent: 60,
    targetTempC: 60,
    pools: [{ url: 'stratum+tcp://solo.ckpool.org:3333', user: 'bc1qexample.kitchen' }],
    uptimeS: 9_000,
    bounds: {
      frequencyMhz: { min: 400, max: 625, source: 'the miner’s own options' },
      coreVoltageMv: { min: 1_000, max: 1_250, source: 'the miner’s own options' },
      fanPercent: { min: 20, max: 100, source: 'Davylamp: never below 20 %' },
      targetTempC: { min: 35, max: 66, source: 'ESP-Miner main/nvs_config.c' },
      mostPools: 2,
    },
  };
  #templates: readonly PoolTemplate[] = [];
  #changes: readonly ChangeRecord[] = [];

  /** What was done without this page: by itself, or from another tab. */
  note(record: ChangeRecord): void {
    this.#changes = [record, ...this.#changes];
  }

  async allowRecovery(minerId: string, allowed: boolean): Promise<void> {
    this.calls.push(`allowRecovery ${minerId} ${allowed}`);
  }

  async allowAway(minerId: string, allowed: boolean): Promise<void> {
    this.calls.push(`allowAway ${minerId} ${allowed}`);
  }

  async allowControl(minerId: string, allowed: boolean): Promise<void> {
    this.calls.push(`allowControl ${minerId} ${allowed}`);
  }

  async controlOf(minerId: string): Promise<ControlView> {
    if (this.controlFails !== undefined) throw this.controlFails;
    const settings = this.#settingsOf(minerId);
    return {
      offers: this.offers,
      settings,
      bounds: settings.bounds,
      hasPassword: false,
    };
  }

  async actionsOf(minerId: string): Promise<readonly Action[]> {
    return this.actions.filter((action) => action.minerId === minerId);
  }

  async callOff(minerId: string, actionId: string): Promise<void> {
    this.calls.push(`callOff ${minerId} ${actionId}`);
    this.actions = this.actions.map((action) =>
      action.id === actionId
        ? {
            ...action,
            step: 'ended',
            status: action.step === 'watching' ? action.status : 'partial',
            reason: { code: 'called-off', detail: '' },
          }
        : action,
    );
  }

  async changeMiner(minerId: string, change: DeviceChange, wish?: ChangeWish): Promise<ChangeRecord> {
    const wished = wish?.ifBad === 'put-back' ? ' or back' : '';
    this.calls.push(`changeMiner ${minerId} ${JSON.stringify(change)}${wished}`);
    if (this.takesMs > 0) await new Promise((resolve) => setTimeout(resolve, this.takesMs));
    const before = this.#settingsOf(minerId);
    const wanted = differences(change, before);
    if (this.outcome === 'done')
      this.#settings.set(
        minerId,
        Object.assign(
          { ...before },
          ...wanted
            .filter(({ setting }) => setting !== 'pools')
            .map((each) => ({ [each.setting]: each.wanted })),
          change.kind === 'pools' ? { pools: change.pools } : {},
        ),
      );
    const undo = this.outcome === 'done' ? undoOf(change, before) : undefined;
    const record: ChangeRecord = {
      id: `change-${this.#changes.length}`,
      minerId,
      atMs: Date.now(),
      change,
      outcome: this.outcome,
      differences: withAfter(wanted, this.#settingsOf(minerId)),
      ...(this.outcome === 'refused'
        ? { reason: { code: 'above-limit', detail: '650 MHz, at most 625 MHz (the miner’s own options)' } }
        : {}),
      ...(undo ? { undo } : {}),
    };
    this.#changes = [record, ...this.#changes];
    return record;
  }

  #settingsOf(minerId: string): DeviceSettings {
    return this.#settings.get(minerId) ?? this.first;
  }

  async undoChange(changeId: string): Promise<ChangeRecord> {
    this.calls.push(`undoChange ${changeId}`);
    const record = this.#changes.find(({ id }) => id === changeId);
    if (!record?.undo) throw new Error('nothing to undo');
    const undone: ChangeRecord = { ...(await this.changeMiner(record.minerId, record.undo)), isUndo: true };
    this.#changes = this.#changes.map((each) => (each.id === undone.id ? undone : each));
    return undone;
  }

  async changesOf(minerId: string): Promise<readonly ChangeRecord[]> {
    const all = this.underWay ? [this.underWay, ...this.#changes] : this.#changes;
    return all.filter((record) => record.minerId === minerId);
  }

  async saveCredentials(minerId: string, credentials: DeviceCredentials | undefined): Promise<void> {
    this.calls.push(`saveCredentials ${minerId} ${credentials ? 'given' : 'forgotten'}`);
  }

  async poolTemplates(): Promise<readonly PoolTemplate[]> {
    return this.#templates;
  }

  async savePoolTemplates(templates: readonly PoolTemplate[]): Promise<void> {
    this.calls.push(`savePoolTemplates ${templates.map(({ name }) => name).join(', ')}`);
    this.#templates = templates;
  }
}
