/** Words that names run together. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  hash: ['hash', 'hashrate'],
  hashrate: ['hashrate'],
  hr: ['hashrate'],
  vrtemp: ['vr', 'temp'],
  asictemp: ['asic', 'temp'],
  fanrpm: ['fan', 'rpm'],
  fanspeed: ['fan', 'speed'],
  corevoltage: ['core', 'voltage'],
  watts: ['watts', 'w'],
  jth: ['jth', 'efficiency'],
};

/**
 * The words of a name in lower case: `hashRate_1h`, `core_voltage_actual_v`, `Chip Temperature (°C)`, `sensor.kitchen_power`.
 */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/\b([kmgtp]?h)\s*\/\s*s\b/g, '$1s')
    .replaceAll(/\bj\s*\/\s*th\b/g, 'jth')
    .split(/[^a-z0-9%°]+/)
    .filter((word) => word !== '')
    .flatMap((word) => TOGETHER[word] ?? [word]);
}
