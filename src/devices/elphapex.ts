import type { DeviceAdapter } from './adapter.ts';
import type { SensorUnits } from './bitmain-chains.ts';
import { askBitmainPages, type BitmainDialect, type BitmainPages, parseBitmainPages } from './bitmain-web.ts';
import { refuseBlank } from './blank-reading.ts';
import { cgiControl } from './cgi-control.ts';
import { askCgiIfKnown } from './cgi-page.ts';
import { withDigest } from './digest-auth.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';
import { RawRecord } from './raw-record.ts';

/** What an Elphapex answers: Bitmain's pages, and one of its own for the supply. */
export interface ElphapexPages extends BitmainPages {
  readonly power?: unknown;
}

/**
 * A DG1 writes its chips' temperatures in thousandths of °C and its clock in kHz. By size and not by version: no chip
 * lives at 1,000 °C or works at 5 GHz, should a release turn to Bitmain's units.
 */
const UNITS: SensorUnits = {
  chipTempC: (found) => (found > 1_000 ? found / 1_000 : found),
  frequencyMhz: (found) => (found > 5_000 ? found / 1_000 : found),
};

/** Scrypt machines only, which count in MH/s. */
const DIALECT: BitmainDialect = {
  family: 'elphapex',
  make: 'Elphapex',
  units: UNITS,
  usualUnitHs: () => 1e6,
  workMode: ['fc-work-mode'],
};

/** Elphapex DG series: Bitmain's pages behind the digest login `Daoge…` (asic-rs `elphapex/src/backends/v1`). */
export const elphapex: DeviceAdapter = {
  async read(transport, { nowMs, signal, credentials }) {
    const opened = withDigest(transport, loginOf(credentials, ROOT_LOGIN));
    const pages = await askBitmainPages(opened, signal);
    const power = await askCgiIfKnown(opened, 'get_power', signal);
    return refuseBlank(parseElphapex({ ...pages, power }, nowMs()), 'stats.cgi and summary.cgi');
  },
  control: cgiControl,
};

/** The pages → one moment. Any of them may be missing. */
export function parseElphapex(pages: ElphapexPages, atMs: number) {
  const { identity, reading } = parseBitmainPages(pages, DIALECT, atMs);
  const oddities = [...reading.oddities];
  const power = new RawRecord(pages.power, oddities).number('power_output', { min: 0, max: 50_000 });
  const powerW = reading.powerW ?? (power === 0 ? undefined : power);
  // A model without a name of its algorithm is a Scrypt machine like all of its maker.
  const algorithm = 'scrypt' as const;
  return { identity: { ...identity, algorithm }, reading: { ...reading, powerW, oddities } };
}
