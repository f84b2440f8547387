/** A float as AxeOS writes it: seven decimals (ESP-Miner http_server.c, FACTOR). */
export function axeosFloat(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
