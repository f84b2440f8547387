import type { Alert } from '../../domain/alert.ts';
import type { OwnerLog } from '../../domain/health/owner-log.ts';

type Verdicts = OwnerLog['verdicts'];

/**
 * What the owner said, with what follows from it: of a trouble that a rule called and the watch found afterwards was said
 * of the finding what was said of the alert before.
 */
export function knownVerdicts(verdicts: Verdicts, alerts: readonly Alert[]): Verdicts {
  const said = alerts.flatMap(({ id, evidence: { found } }) => {
    const verdict = verdicts[id];
    return found && verdict ? [[found.findingId, verdict] as const] : [];
  });
  return { ...Object.fromEntries(said), ...verdicts };
}
