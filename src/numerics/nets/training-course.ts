/** How long training goes on, and how fast. */
export interface TrainingPace {
  /** At most. */
  readonly epochs: number;
  readonly learningRate: number;
  /** Epochs without a better validation loss after which training ends. */
  readonly patience: number;
  /** After so many such epochs the learning rate is halved. */
  readonly plateau: number;
  readonly leastLearningRate: number;
}

/** How one epoch went. Losses are the net's own: means of squares, where it knows no other. */
export interface Epoch {
  readonly loss: number;
  readonly validationLoss: number;
  /** On the validation examples, where somebody judged them. */
  readonly errors?: EpochErrors | undefined;
  readonly learningRate: number;
}

/** Errors as people read them, in the units of what is said. */
export interface EpochErrors {
  readonly mae: number;
  /** Percent. */
  readonly mape: number;
}

/** How training has gone so far, and what follows from it: its pace, which epoch was best, and when it ends. */
export class TrainingCourse {
  readonly #pace: TrainingPace;
  readonly #epochs: Epoch[] = [];
  #bestEpoch = -1;
  #learningRate: number;

  /** @param past goes on from here */
  constructor(
    pace: TrainingPace,
    past?: { readonly epochs: readonly Epoch[]; readonly bestEpoch: number; readonly learningRate: number },
  ) {
    this.#pace = pace;
    this.#epochs.push(...(past?.epochs ?? []));
    this.#bestEpoch = past?.bestEpoch ?? -1;
    this.#learningRate = past?.learningRate ?? pace.learningRate;
  }

  get epochs(): readonly Epoch[] {
    return this.#epochs;
  }

  /** From 0; -1 before the first epoch. */
  get bestEpoch(): number {
    return this.#bestEpoch;
  }

  get learningRate(): number {
    return this.#learningRate;
  }

  /** Are all epochs done, or has none been better for long enough? */
  get isOver(): boolean {
    const { epochs, patience } = this.#pace;
    return this.#epochs.length >= epochs || this.#epochs.length - 1 - this.#bestEpoch >= patience;
  }

  /**
   * Ends an epoch.
   * @returns whether it was the best so far
   * @throws RangeError where the loss is no number any more
   */
  close(loss: number, validationLoss: number, errors?: EpochErrors): boolean {
    const epoch = this.#epochs.length;
    if (!Number.isFinite(validationLoss))
      throw new RangeError(`the loss of epoch ${epoch} is ${validationLoss}`);
    const least = this.#epochs[this.#bestEpoch]?.validationLoss ?? Number.POSITIVE_INFINITY;
    this.#epochs.push({ loss, validationLoss, errors, learningRate: this.#learningRate });
    if (validationLoss < least) this.#bestEpoch = epoch;
    const { plateau, leastLearningRate } = this.#pace;
    const since = epoch - this.#bestEpoch;
    if (since > 0 && since % plateau === 0)
      this.#learningRate = Math.max(this.#learningRate / 2, leastLearningRate);
    return since === 0;
  }
}
