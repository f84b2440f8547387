/** How the letters of a unit stand at the end of a name. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  '%': ['percent'],
  '¤': ['usd'],
  '°C': ['c'],
  h: ['h', 'hours'],
  d: ['d', 'days'],
  min: ['min', 'minutes'],
  'K/min': ['k_per_min'],
};

/** Words that are written otherwise than they are spelt in a name. */
const SPELT: Readonly<Record<string, string>> = {
  btc: 'BTC',
  ema: 'EMA',
  hw: 'hardware',
  ma: 'mean',
  macd: 'MACD',
  roi: 'ROI',
  rpm: 'rpm',
  rsi: 'RSI',
  rssi: 'signal',
  atr: 'ATR',
  th: 'TH',
  usd: '',
  wifi: 'Wi-Fi',
};

/** A feature's name as people read it, without its unit: `efficiency_j_th` in J/TH is `Efficiency`. */
export function featureLabel({ name, unit }: { readonly name: string; readonly unit: string }): string {
  const suffixes = SUFFIXES[unit] ?? [asWritten(unit)];
  const suffix = suffixes.find((each) => each !== '' && name.endsWith(`_${each}`));
  const bare = suffix === undefined ? name : name.slice(0, -suffix.length - 1);
  const words = bare
    .split('_')
    .map((word) => SPELT[word] ?? word)
    .filter((word) => word !== '');
  const label = words.join(' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** `¤/PH/d` → `usd_ph_day`, `TH/s` → `th_s`. */
function asWritten(unit: string): string {
  const words = unit.split(/[^\p{L}\p{N}¤%°]+/u).filter((word) => word !== '');
  return words
    .map((word, at) => (word === 'd' && at > 0 ? 'day' : word === '¤' ? 'usd' : word.toLowerCase()))
    .join('_');
}
