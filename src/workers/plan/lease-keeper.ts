import type { AskPlanLease } from '../../collect/proxy-plan-lease.ts';

/** Knows whether this browser is the one that carries out its plan, and gives that back when its plan is live no more. */
export class LeaseKeeper {
  readonly #ask: AskPlanLease | undefined;
  #isOurs = false;
  /** Another browser carries out its plan, and not this one. */
  isElsewhere = false;

  /** @param ask absent where there is no helper: nobody else can carry out anything there */
  constructor(ask: AskPlanLease | undefined) {
    this.#ask = ask;
  }

  /** May this browser carry out its plan now? To be asked again and again while it is live. */
  async isOurs(isLive: boolean): Promise<boolean> {
    const wasOurs = this.#isOurs;
    this.#isOurs = isLive && (!this.#ask || (await this.#ask(true)));
    this.isElsewhere = isLive && !this.#isOurs;
    if (wasOurs && !isLive) await this.#ask?.(false);
    return this.#isOurs;
  }
}
