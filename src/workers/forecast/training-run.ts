import type { ModelKind } from '../../domain/model-record.ts';
import type { Competitor } from '../../insight/forecast/competitor.ts';
import { constantDifficulty, learnable } from '../../insight/forecast/constant-difficulty.ts';
import { type ContestOutcome, holdContest } from '../../insight/forecast/contest.ts';
import type { DecisionTerms } from '../../insight/forecast/economic-value.ts';
import { ownCompetitors } from '../../insight/forecast/own-competitors.ts';
import { choosingRows } from '../../insight/forecast/replay-origins.ts';
import { seriesOfTarget, tableBefore } from '../../insight/forecast/series-of-target.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { contestLack, TargetLackError } from '../../insight/forecast/target-lack.ts';
import type { FitProgress, Forecaster, SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { Random } from '../../numerics/random.ts';
import { afterTrial, nextTrial, ranking } from '../../numerics/search/successive-halving.ts';
import { SELECTION_DEFAULTS, selectFeatures } from '../../numerics/selection/feature-selection.ts';
import { type BaseEntry, baseEntry } from './base-entry.ts';
import { CONTEST_FITS, contestFits } from './contest-fits.ts';
import type { DeviceFit, DeviceFits } from './device-fits.ts';
import { FoldRecorder } from './fold-recorder.ts';
import { type TrainableKind, trainableKinds } from './model-kinds.ts';
import { beginSearch, learntShare, trialLoss } from './parameter-search.ts';
import { ProgressTeller, type TrainingProgress } from './progress-teller.ts';
import { ResumableFits } from './resumable-fits.ts';
import { trainedCompetitor } from './trained-competitor.ts';
import type { ChosenParameters, QueuedAsk, TrainedModel, TrainingState } from './training-state.ts';
import type { WorkSlices } from './work-slices.ts';

/** Work after which a training is saved, ms: less than 5 s are lost where its tab is killed. */
const SAVE_EVERY_MS = 3_000;

export interface TrainingRunPorts {
  readonly data: TargetData;
  readonly ask: QueuedAsk;
  /** Where it goes on from, or the first one. */
  readonly state: TrainingState;
  readonly slices: WorkSlices;
  readonly terms: DecisionTerms;
  /** What fits in slices run on. */
  readonly backend: string;
  readonly devices: Pick<DeviceFits, 'fit'>;
  readonly nowMs: () => number;
  /** The id that a model of a kind gets. */
  readonly idOf: (kind: ModelKind) => string;
  readonly save: (state: TrainingState) => Promise<void>;
  readonly show: (progress: TrainingProgress) => void;
}

/** What came of a training. */
export interface TrainingResult {
  readonly outcome: ContestOutcome;
  readonly trained: readonly TrainedModel[];
  readonly features: readonly string[];
  readonly folds: FoldRecorder;
}

/**
 * One training: chooses features, searches parameters of each kind, trains, and holds the contest. It may be stopped at any time
 * and goes on from what it saved last; where no seconds decide (no search) it ends with the same models as without a break.
 */
export class TrainingRun {
  readonly #ports: TrainingRunPorts;
  readonly #kinds: readonly TrainableKind[];
  readonly #fits: ResumableFits;
  readonly #teller: ProgressTeller;
  readonly #retargets: ReturnType<typeof constantDifficulty>;
  #state: TrainingState;
  #savedAtMs: number;

  constructor(ports: TrainingRunPorts) {
    const { ask, data, state, slices } = ports;
    this.#ports = ports;
    this.#retargets = constantDifficulty(data);
    this.#state = state;
    this.#savedAtMs = slices.workedMs;
    this.#kinds = trainableKinds(data.target).filter(({ kind }) => ask.kinds?.includes(kind) ?? true);
    this.#teller = new ProgressTeller(ports, this.#kinds);
    this.#fits = new ResumableFits(ask.seed, data.target.horizon, {
      resumed: () => this.#state.fit,
      keep: (fit) => this.#put({ fit }),
      isDue: () => this.#isDue(),
    });
  }

  /** @throws TargetLackError; ForecastError; the gate's reason */
  async run(): Promise<TrainingResult> {
    const lack = contestLack(this.#ports.data);
    if (lack) throw new TargetLackError(lack);
    if (this.#state.phase === 'features') await this.#chooseFeatures();
    const table = seriesOfTarget(this.#chosenData());
    if (this.#state.phase === 'search') await this.#search(learnable(this.#retargets, table));
    if (this.#state.phase === 'training') await this.#train(learnable(this.#retargets, table));
    const folds = new FoldRecorder(table.target, this.#ports.data.target);
    await this.#fitOnDevice(table);
    const base = await baseEntry(this.#ports, folds);
    const outcome = await this.#contest(folds, base);
    const tuned = (await base?.tuned(table)) ?? [];
    return { outcome, trained: [...this.#state.trained, ...tuned], features: this.#state.features, folds };
  }

  async #chooseFeatures(): Promise<void> {
    const { data, ask, slices } = this.#ports;
    const { target } = learnable(this.#retargets, seriesOfTarget(data));
    const ahead = Math.max(1, Math.round(data.target.horizon / 4));
    const known = target.subarray(0, choosingRows(data.target, target.length));
    const changes = known.map((value, row) => (known[row + ahead] ?? Number.NaN) - value);
    const columns = data.covariates.map(({ values }) => values.subarray(0, known.length));
    const random = Random.labelled(ask.seed, 'features');
    const selecting = selectFeatures(columns, changes, { ...SELECTION_DEFAULTS, ahead, random });
    const { kept } = await slices.run(selecting, (done) => this.#show(done));
    const features = kept.flatMap((place) => data.covariates[place]?.name ?? []);
    await this.#enter('search', { features, kinds: this.#kindsThatFit(data.values.length) });
  }

  /** Those that the past is long enough for. */
  #kindsThatFit(rows: number): readonly ModelKind[] {
    const { target } = this.#ports.data;
    return this.#kinds
      .filter(({ defaults, forecaster }) => forecaster(defaults, target).rowsNeeded(target.horizon) <= rows)
      .map(({ kind }) => kind);
  }

  #chosenData(): TargetData {
    const { data } = this.#ports;
    const names = new Set(this.#state.features);
    return { ...data, covariates: data.covariates.filter(({ name }) => names.has(name)) };
  }

  async #search(table: SeriesTable): Promise<void> {
    const { ask } = this.#ports;
    const kinds = this.#state.kinds;
    const budgetMs = (ask.budgetS * 1_000) / Math.max(1, kinds.length);
    for (const kind of kinds.slice(this.#state.chosen.length)) {
      const trainable = this.#kindOf(kind);
      const isSearched = budgetMs > 0 && Object.keys(trainable.space).length > 0;
      const chosen = isSearched ? await this.#searched(trainable, table, budgetMs) : trainable.defaults;
      this.#put({ chosen: [...this.#state.chosen, { kind, parameters: chosen }], search: undefined });
    }
    await this.#enter('training', { fit: undefined });
  }

  async #searched(trainable: TrainableKind, table: SeriesTable, budgetMs: number) {
    const { slices, ask, data } = this.#ports;
    const { kind, defaults, forecaster } = trainable;
    const { candidates, options, begin } = beginSearch(trainable, data, ask.seed);
    let search = this.#state.search ?? { candidates, halving: begin, workedMs: 0 };
    for (;;) {
      const next = nextTrial(search.halving, options);
      if (!next || search.workedMs >= budgetMs) break;
      const parameters = search.candidates[next.candidate] ?? defaults;
      const beganMs = slices.workedMs;
      const isLate = () => search.workedMs + slices.workedMs - beganMs >= budgetMs;
      const of = `search/${kind}/${next.candidate}/${next.share.toFixed(3)}`;
      const trial = trialLoss(table, data, next.share, forecaster(parameters, data.target), {
        train: (fitter, known) => this.#fits.fit(of, fitter, known),
        isLate,
      });
      const mae = await slices.run(trial, ({ curve }) => {
        const model = { kind, parameters, curve, backend: this.#ports.backend };
        return this.#fitting(this.#searchDone(search.workedMs / budgetMs), model);
      });
      const workedMs = search.workedMs + slices.workedMs - beganMs;
      const wholeMs = (workedMs - search.workedMs) / (next.share * learntShare(data));
      search = { ...search, halving: afterTrial(search.halving, mae, options), workedMs };
      if (ranking(search.halving)[0]?.candidate === next.candidate)
        this.#put({ fitMs: { ...this.#state.fitMs, [kind]: wholeMs } });
      const tried = Number.isNaN(mae) ? [] : [{ kind, parameters, mae }];
      this.#put({ search, tried: [...this.#state.tried, ...tried].sort((a, b) => a.mae - b.mae) });
    }
    return search.candidates[ranking(search.halving)[0]?.candidate ?? 0] ?? defaults;
  }

  #searchDone(part: number): number {
    return (this.#state.chosen.length + Math.min(1, part)) / Math.max(1, this.#state.kinds.length);
  }

  async #train(table: SeriesTable): Promise<void> {
    const { slices, data } = this.#ports;
    for (const { kind, parameters } of this.#state.chosen.slice(this.#state.trained.length)) {
      const of = `train/${kind}`;
      const forecaster = this.#kindOf(kind).forecaster(parameters, data.target);
      const beganMs = slices.workedMs;
      const shown = (step: FitProgress, backend: string) => {
        const done = (this.#state.trained.length + step.done) / this.#state.chosen.length;
        return this.#fitting(done, { kind, parameters, curve: step.curve, backend });
      };
      const onDevice = await this.#onDevice(of, forecaster, table, shown);
      const inSlices = () =>
        slices.run(this.#fits.fit(of, forecaster, table), (step) => shown(step, this.#ports.backend));
      const { fitted, backend } = onDevice ?? { fitted: await inSlices(), backend: this.#ports.backend };
      const trainedForMs = slices.workedMs - beganMs;
      const model = { kind, parameters, json: fitted.toJson(), curve: fitted.curve, backend, trainedForMs };
      this.#put({ trained: [...this.#state.trained, model], fit: undefined });
      await this.#save();
    }
    await this.#enter('contest', { fit: undefined });
  }

  /** Where the graphics card does it; one that is under way in slices goes on there. */
  async #onDevice(
    of: string,
    forecaster: Forecaster,
    table: SeriesTable,
    shown: Parameters<DeviceFits['fit']>[1],
  ): Promise<DeviceFit | undefined> {
    const { data, ask, devices } = this.#ports;
    if (this.#state.fit?.of === of) return undefined;
    return devices.fit({ of, forecaster, table, horizon: data.target.horizon, seed: ask.seed }, shown);
  }

  /** What the contest will ask for of the models that the graphics card has trained: it finds the fits there. */
  async #fitOnDevice(table: SeriesTable): Promise<void> {
    const { target } = this.#ports.data;
    for (const { of, kind, rows, forecaster } of contestFits(this.#state, this.#kinds, this.#ports.data)) {
      const model = this.#state.trained.find((each) => each.kind === kind);
      if (model?.backend === this.#ports.backend || this.#state.fits[of]) continue;
      const known = learnable(this.#retargets, tableBefore(table, rows, target.horizon));
      const fit = await this.#onDevice(`contest/${of}`, forecaster, known, () => this.#show(0));
      if (!fit) continue;
      this.#put({ fits: { ...this.#state.fits, [of]: fit.fitted.toJson() } });
      await this.#save();
    }
  }

  async #contest(folds: FoldRecorder, base: BaseEntry | undefined): Promise<ContestOutcome> {
    const { data, nowMs, slices, terms } = this.#ports;
    const competitors = [
      ...ownCompetitors(data),
      ...(base ? [base.competitor] : []),
      ...this.#state.chosen.map((chosen) => this.#competitor(chosen, folds)),
    ];
    const contest = holdContest(this.#chosenData(), { competitors, heldAtMs: nowMs(), terms });
    return slices.run(contest, ({ done }) => {
      this.#show(done);
      return this.#saveIfDue();
    });
  }

  #competitor({ kind, parameters }: ChosenParameters, folds: FoldRecorder): Competitor {
    const { data, idOf } = this.#ports;
    const forecaster = this.#kindOf(kind).forecaster(parameters, data.target);
    const own = { horizon: data.target.horizon, retargets: this.#retargets };
    const model = { kind, modelId: idOf(kind), forecaster, ...own };
    return trainedCompetitor(model, CONTEST_FITS, {
      folds,
      kept: (of) => this.#state.fits[of],
      learn: (of, known) => this.#fits.fit(`contest/${of}`, forecaster, known),
      keep: (of, json) => this.#put({ fits: { ...this.#state.fits, [of]: json }, fit: undefined }),
    });
  }

  #kindOf(kind: ModelKind): TrainableKind {
    const found = this.#kinds.find((each) => each.kind === kind);
    if (!found) throw new RangeError(`models of kind "${kind}" cannot be trained`);
    return found;
  }

  #put(change: Partial<TrainingState>): void {
    this.#state = { ...this.#state, ...change };
  }

  #isDue(): boolean {
    return this.#ports.slices.workedMs - this.#savedAtMs >= SAVE_EVERY_MS;
  }

  async #saveIfDue(): Promise<void> {
    if (this.#isDue()) await this.#save();
  }

  async #save(): Promise<void> {
    const { slices, save } = this.#ports;
    this.#savedAtMs = slices.workedMs;
    this.#put({ workedMs: slices.workedMs });
    await save(this.#state);
  }

  async #enter(phase: TrainingState['phase'], change: Partial<TrainingState>): Promise<void> {
    this.#put({ ...change, phase });
    this.#show(0);
    await this.#save();
  }

  #fitting(done: number, model: NonNullable<TrainingProgress['model']>): Promise<void> {
    this.#show(done, model);
    return this.#saveIfDue();
  }

  #show(part: number, model?: TrainingProgress['model']): void {
    this.#teller.tell(this.#state, part, model);
  }
}
