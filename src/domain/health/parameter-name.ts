/** The figures of a miner that are watched for leaving their normal; each a fitted parameter of its physics. */
export type ParameterName =
  /** ln of the thermal resistance chip → air, (T_chip − T_air)/P, at like fan speed. */
  | 'cooling'
  /** The same by clock instead of power, where a device tells no power: ln of (T_chip − T_air)/f. */
  | 'cooling-by-clock'
  /** Chip above regulator or outlet, K: paste makes it more, a hot regulator less. */
  | 'chip-over-sink'
  /** ln of the fan's speed at like duty. */
  | 'fan-speed'
  /** ln of the spread of the fan's speed within a quarter, at like speed. */
  | 'fan-jitter'
  /** Input voltage at like current, as part of it. */
  | 'supply'
  /** ln of the chips' error rate. */
  | 'errors'
  /** ln of the hashrate by what clock and error rate promise. */
  | 'hashrate'
  /** The same by the clock alone, where a device does not tell what to expect: ln of hashrate/f, by its error rate. */
  | 'hashrate-by-clock'
  /** ln of the weakest board's rate by the middle one's. */
  | 'boards'
  /** ln of the power at like settings. */
  | 'power';

/** Is it of all the work that a miner does? */
export function isHashrate(figure: string | undefined): figure is 'hashrate' | 'hashrate-by-clock' {
  return figure === 'hashrate' || figure === 'hashrate-by-clock';
}
