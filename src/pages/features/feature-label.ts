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
  avg: 'mean',
  btc: 'BTC',
  cos: 'cosine',
  ema: 'EMA',
  hw: 'hardware',
  kw: 'kW',
  kwh: 'kWh',
  ma: 'mean',
  macd: 'MACD',
  max: 'highest',
  onchain: 'on-chain',
  roi: 'ROI',
  rpm: 'rpm',
  rsi: 'RSI',
  rssi: 'signal',
  atr: 'ATR',
  sin: 'sine',
  temp: 'temperature',
  th: 'TH',
  usd: '',
  vs: 'against',
  wifi: 'Wi-Fi',
};

/** Names that read badly word by word, or like another's. */
const READ: Readonly<Record<string, string>> = {
  fan_speed_percent: 'Fan duty',
  mean_time_between_faults_is_bound: 'Mean time between faults is a lower bound',
  roi_current_hardware_days: 'Days until the hardware is paid back',
};

/** A feature's name as people read it, without its unit: `efficiency_j_th` in J/TH is `Efficiency`. */
export function featureLabel({ name, unit }: { readonly name: string; readonly unit: string }): string {
  const suffixes = SUFFIXES[unit] ?? [asWritten(unit)];
  const suffix = suffixes.find((each) => each !== '' && name.endsWith(`_${each}`));
  const bare = suffix === undefined ? name : name.slice(0, -suffix.length - 1);
  const words = bare
    .split('_')
    .map((word) => SPELT[word] ?? spaced(word))
    .filter((word) => word !== '');
  const label = words.join(' ');
  return READ[name] ?? label.charAt(0).toUpperCase() + label.slice(1);
}

/** `24h` → `24 h`, `board1` → `board 1`. */
function spaced(word: string): string {
  return word.replace(/^(\d+)(min|h|d)$/, '$1 $2').replace(/^(\D+)(\d+)$/, '$1 $2');
}

/** `¤/PH/d` → `usd_ph_day`, `TH/s` → `th_s`. */
function asWritten(unit: string): string {
  const words = unit.split(/[^\p{L}\p{N}¤%°]+/u).filter((word) => word !== '');
  return words
    .map((word, at) => (word === 'd' && at > 0 ? 'day' : word === '¤' ? 'usd' : word.toLowerCase()))
    .join('_');
}
