import type { OutsidePoint } from '../../domain/outside-series.ts';
import { levelSeriesOf } from '../../domain/pool-balance.ts';
import { type SourceChoice, undecided } from '../../domain/source-choice.ts';
import type { Answer } from '../../domain/sourced.ts';
import { bestFigures, questionState, type SourceState, type SourcesView } from '../../domain/sources-view.ts';
import type { EntityStore } from '../../store/entity-store.ts';
import type { OutsideStore } from '../../store/outside-store.ts';
import { type Leadership, seekLead } from '../leadership.ts';
import type { Question, SeriesPart } from './question.ts';
import { joinSourceChannel, type SourceChannel } from './source-channel.ts';
import { SourceManager, type SourceManagerPorts } from './source-manager.ts';
import type { OutsideWants } from './wants.ts';

export interface SourceDeskPorts extends Omit<SourceManagerPorts, 'onAnswer' | 'keyOf'> {
  readonly fleet: 'real' | 'demo';
  readonly entities: Pick<EntityStore, 'sources'>;
  readonly outside: Pick<OutsideStore, 'add' | 'forget' | 'keepNewest'>;
  readonly locks: LockManager | undefined;
  /** What is to be asked, of whom, in which order. */
  readonly questionsFor: (
    choices: readonly SourceChoice[],
    withKey: ReadonlySet<string>,
    wants: OutsideWants,
  ) => readonly Question[];
  /** Changes of what is shown. */
  readonly onChange: (view: SourcesView) => void;
  /** The store cannot be written or read. */
  readonly onStoreProblem: (error: unknown) => void;
}

/**
 * All tabs' outside sources: of all workers one leads and asks, the others read what it has stored. Nobody is asked
 * whom the owner has not switched on.
 */
export class SourceDesk {
  readonly #ports: SourceDeskPorts;
  readonly #channel: SourceChannel;
  #leadership: Leadership | undefined;
  #manager: SourceManager | undefined;
  /** Asks what the owner tests in this tab while another one leads. */
  #tester: SourceManager | undefined;
  #choices: readonly SourceChoice[] = [];
  #answers: readonly Answer[] = [];
  #withKey: ReadonlySet<string> = new Set();
  #wants: OutsideWants;
  #closed = false;

  private constructor(ports: SourceDeskPorts, wants: OutsideWants) {
    this.#ports = ports;
    this.#wants = wants;
    this.#channel = joinSourceChannel(ports.fleet, () => void this.#reload());
  }

  /** Opens on what is stored, and begins to seek the lead. @throws StoreError */
  static async open(ports: SourceDeskPorts, wants: OutsideWants): Promise<SourceDesk> {
    const desk = new SourceDesk(ports, wants);
    await desk.#read();
    desk.#leadership = seekLead(`${ports.fleet}-sources`, () => desk.#lead(), ports.locks);
    return desk;
  }

  view(): SourcesView {
    const sources: Record<string, SourceState> = {};
    const questions = this.#questions();
    const followed = new Set(questions.map(({ quantity, provider }) => `${quantity}@${provider}`));
    const ids = new Set([...this.#choices.map(({ id }) => id), ...this.#withKey]);
    for (const id of ids)
      sources[id] = {
        choice: this.#choices.find((choice) => choice.id === id) ?? undecided(id),
        hasKey: this.#withKey.has(id),
        hosts: this.#hostsOf(id),
        questions: this.#answers
          .filter(({ provider, key }) => provider === id && followed.has(key))
          .map(questionState),
      };
    const enabled = new Set(this.#choices.filter((each) => each.enabled).map(({ id }) => id));
    const counted = this.#answers.filter(({ provider }) => enabled.has(provider));
    const order = (quantity: string) =>
      questions.filter((each) => each.quantity === quantity).map(({ provider }) => provider);
    return { sources, figures: bestFigures(counted, order) };
  }

  #hostsOf(id: string): Readonly<Record<string, number>> {
    const hosts: Record<string, number> = {};
    for (const { provider, host, askedAtMs } of this.#answers)
      if (provider === id && host !== undefined) hosts[host] = Math.max(hosts[host] ?? 0, askedAtMs);
    return hosts;
  }

  /** The currency, the coins of the fleet: what is worth asking. */
  setWants(wants: OutsideWants): void {
    if (JSON.stringify(wants) === JSON.stringify(this.#wants)) return;
    this.#wants = wants;
    this.#manager?.follow(this.#questions());
    this.#ports.onChange(this.view());
  }

  /** @throws StoreError */
  async choose(
    id: string,
    change: Partial<Pick<SourceChoice, 'enabled' | 'fields'>>,
    atMs: number,
  ): Promise<void> {
    const { sources } = this.#ports.entities;
    await sources.choose(id, (choice = undecided(id)) => ({ ...choice, ...change, changedAtMs: atMs }));
    // What it said of another account or zone is not what is asked for now.
    if (change.fields) await this.#forgetTold(id);
    await this.#changed(id);
  }

  /** Seals a key for a provider, or forgets it. @throws StoreError */
  async saveKey(id: string, key: string | undefined): Promise<void> {
    const { entities, nowMs, upstreamOf } = this.#ports;
    await entities.sources.saveKey(id, key);
    // What it said of another account is not what is asked for now.
    if (upstreamOf(id)?.learns === 'account') await this.#forgetTold(id);
    // By this the other tabs see that it may answer now.
    await entities.sources.choose(id, (choice = undecided(id)) => ({ ...choice, changedAtMs: nowMs() }));
    await this.#changed(id);
  }

  /**
   * Asks a provider now what it is there for, whoever leads: not for the past, which is long and takes many turns.
   * @returns how each question stands then, up to the first that fails
   */
  async test(id: string): Promise<readonly Answer[]> {
    this.#tester ??= this.#newManager();
    const manager = this.#manager ?? this.#tester;
    const questions = this.#questions().filter(({ provider }) => provider === id);
    const present = questions.filter(({ quantity }) => !quantity.startsWith('past:'));
    return manager.ask(present.length > 0 ? present : questions);
  }

  close(): void {
    this.#closed = true;
    this.#leadership?.resign();
    this.#manager?.stop();
    this.#tester?.stop();
    this.#channel.close();
  }

  #lead(): void {
    if (this.#closed) return;
    void this.#ports.outside.keepNewest(KEPT_MS).catch(this.#ports.onStoreProblem);
    this.#manager = this.#newManager();
    this.#manager.follow(this.#questions());
  }

  #newManager(): SourceManager {
    const { sources } = this.#ports.entities;
    return new SourceManager(
      {
        ...this.#ports,
        keyOf: (provider) => sources.key(provider),
        onAnswer: (answer, past) => this.#keep(answer, past),
      },
      this.#answers,
    );
  }

  async #keep(answer: Answer, past: readonly SeriesPart[]): Promise<void> {
    const { outside, entities } = this.#ports;
    // The points first: whoever is closed in between asks for them again, and leaves no hole.
    for (const { series, points } of past)
      await outside
        .add(series, points.filter(isOfOurTime(answer.askedAtMs)), this.#ports.nowMs())
        .catch(this.#ports.onStoreProblem);
    // What cannot be kept is shown all the same, and lost with this tab.
    await entities.sources.putAnswer(answer).catch(this.#ports.onStoreProblem);
    // After it is kept: what was read meanwhile did not have it.
    this.#answers = [...this.#answers.filter(({ key }) => key !== answer.key), answer];
    if (this.#closed) return;
    this.#channel.tellChanged();
    this.#ports.onChange(this.view());
  }

  async #changed(id: string): Promise<void> {
    await this.#read();
    this.#forget(id);
    this.#manager?.follow(this.#questions());
    this.#channel.tellChanged();
    this.#ports.onChange(this.view());
  }

  /** Another tab has decided something, or asked. */
  async #reload(): Promise<void> {
    const before = this.#choices;
    try {
      await this.#read();
    } catch (error) {
      this.#ports.onStoreProblem(error);
      return;
    }
    if (this.#closed) return;
    const changed = this.#choices.filter(
      (choice) => choice.changedAtMs !== before.find(({ id }) => id === choice.id)?.changedAtMs,
    );
    for (const { id } of changed) this.#forget(id);
    this.#manager?.learn(this.#answers);
    this.#manager?.follow(this.#questions());
    this.#ports.onChange(this.view());
  }

  /** What it told, and what the account there came to over time. */
  async #forgetTold(id: string): Promise<void> {
    const { outside, entities } = this.#ports;
    await entities.sources.forgetAnswers(id);
    await outside.forget(levelSeriesOf(id));
  }

  #forget(id: string): void {
    // Of an account, an address or a place nobody knows here whether it is still the same.
    const isOfNobody = this.#ports.upstreamOf(id)?.learns === 'nothing';
    const kept = isOfNobody ? this.#answers.filter(({ provider }) => provider === id) : [];
    this.#manager?.forget(id, kept);
    this.#tester?.forget(id, kept);
  }

  async #read(): Promise<void> {
    const { sources } = this.#ports.entities;
    [this.#choices, this.#answers, this.#withKey] = await Promise.all([
      sources.choices(),
      sources.answers(),
      sources.providersWithKey(),
    ]);
  }

  #questions(): readonly Question[] {
    return this.#ports.questionsFor(this.#choices, this.#withKey, this.#wants);
  }
}

const DAY_MS = 86_400_000;
/** Three years of the past, for comparing seasons; each series has a record of some kilobytes a month. */
const KEPT_MS = 3 * 365 * DAY_MS;

/** The past of no chain is older than Bitcoin's, and no forecast goes farther: other moments are a mistake of somebody's. */
function isOfOurTime(nowMs: number): (point: OutsidePoint) => boolean {
  return ({ atMs }) => atMs >= GENESIS_MS && atMs <= nowMs + 30 * DAY_MS;
}
const GENESIS_MS = Date.UTC(2009, 0, 3);
