import type { Cause } from '../../domain/health/cause.ts';
import type { SeriesName } from '../../domain/series.ts';

/** The series by which each cause is told from its neighbours, the most telling first. */
export const CAUSE_CHARTS: Readonly<Record<Cause, readonly SeriesName[]>> = {
  // Hotter at the same power, while the fan turns faster and the air is no warmer.
  dust: ['tempChipMaxC', 'fanRpm', 'roomTempC', 'tempInletC'],
  // The chip leaves the parts beside it.
  'dry-paste': ['tempChipMaxC', 'tempVrC', 'powerW', 'tempOutletC'],
  'worn-fan': ['fanRpm', 'fanPercent', 'fanRpmMin'],
  'weak-supply': ['voltageInV', 'powerW', 'currentA'],
  'hot-regulator': ['tempVrC', 'tempChipMaxC', 'powerW'],
  'weak-chips': ['hwErrorPct', 'frequencyMhz', 'voltageCoreV'],
  'lost-part': ['hashrateHs', 'expectedHashrateHs', 'tempChipSpreadC'],
  // Shares stand still while a rate is claimed, or it restarts again and again.
  'hung-firmware': ['sharesAccepted', 'hashrateHs', 'uptimeS'],
  'hot-room': ['roomTempC', 'tempInletC', 'fanPercent'],
  network: ['wifiRssiDbm', 'poolLatencyMs', 'sharesStale'],
  pool: ['sharesRejected', 'poolLatencyMs', 'sharesStale'],
  'somebody-else': ['frequencyMhz', 'voltageCoreSetV', 'voltageCoreV'],
};
