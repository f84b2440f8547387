import type { OutsideSeries } from '../domain/outside-series.ts';
import type { PlanMode } from '../domain/plan.ts';
import type { PlanRules } from '../domain/plan-rules.ts';
import type { PolicyFinding, TestedPolicy } from '../domain/policy-standing.ts';
import type { Settings } from '../domain/settings.ts';
import type { SourcesView } from '../domain/sources-view.ts';

/** What pages may ask of a policy tester, over Comlink. It watches no miner, asks nobody outside and changes nothing. */
export interface PolicyTesterApi {
  /**
   * Trains the shipped policy a little further on the first half of the stored past, lives through the second half as that policy and as
   * the hour planner, and says which of them did better. To cancel it close the tester.
   *
   * @param past what is kept of a quantity from outside within [fromMs, toMs)
   * @param onProgress told 0..1
   */
  test(
    request: PolicyTestRequest,
    past: (series: string, fromMs: number, toMs: number) => Promise<OutsideSeries>,
    onProgress: (part: number) => void,
  ): Promise<PolicyAnswer>;
}

export interface PolicyTestRequest {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly settings: Pick<Settings, 'currency' | 'tariff' | 'pastTariffs' | 'market'>;
  /** The best figures of the owner's sources. */
  readonly figures: SourcesView['figures'];
  readonly rules: PlanRules;
  /** Modes of each planned miner that mines Bitcoin, by its id. */
  readonly modes: Readonly<Record<string, readonly PlanMode[]>>;
}

/** What a test came to, and what was tested, as a page hands it on to be kept. */
export interface PolicyAnswer {
  readonly finding: PolicyFinding;
  /** Absent where nothing could be judged. */
  readonly tested?: TestedPolicy | undefined;
}
