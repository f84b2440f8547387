import { THREE_FIGURES, withUnit } from './decimal.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `4.20 MB`, `512 B`: steps of 1000, as disks are sold and as browsers write it. */
export function formatBytes(bytes: number | undefined, locale?: string): string {
  const size = Math.abs(bytes ?? 0);
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
  const options = step === 0 ? { maximumFractionDigits: 0 } : THREE_FIGURES;
  return withUnit(
    bytes === undefined ? undefined : bytes / 1000 ** step,
    UNITS[step] ?? 'B',
    options,
    locale,
  );
}
