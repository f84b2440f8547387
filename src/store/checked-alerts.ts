import * as v from 'valibot';
import { ALERT_KINDS, type Alert } from '../domain/alert.ts';

/** What pages rely on without asking; all else is told where it is there. */
const whole = v.looseObject({
  id: v.string(),
  kind: v.picklist(ALERT_KINDS),
  minerIds: v.array(v.string()),
  severity: v.picklist(['info', 'watch', 'act']),
  openedAtMs: v.number(),
  also: v.optional(v.array(v.picklist(ALERT_KINDS))),
  evidence: v.looseObject({
    sinceMs: v.number(),
    found: v.optional(v.looseObject({ findingId: v.string(), trouble: v.string(), confidence: v.number() })),
  }),
});

/** Alerts as this version understands them. One of a newer version, of a kind that this has no words for, is left out. */
export function checkedAlerts(stored: readonly Alert[]): Alert[] {
  return stored.filter((alert) => v.is(whole, alert));
}
