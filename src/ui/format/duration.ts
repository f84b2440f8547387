import { ABSENT, decimal, isPresent, NBSP } from './decimal.ts';

const STEPS = [
  { unit: 'd', seconds: 86_400, inNext: 24 },
  { unit: 'h', seconds: 3600, inNext: 60 },
  { unit: 'min', seconds: 60, inNext: 60 },
] as const;

/** `6 d 04 h`, `4 h 05 min`, `5 min 07 s`, `42 s`: the two largest units, the second with two digits. */
export function formatDuration(seconds: number | undefined, locale?: string): string {
  if (!isPresent(seconds) || seconds < 0) return ABSENT;
  const whole = Math.floor(seconds);
  const index = STEPS.findIndex((step) => whole >= step.seconds);
  const step = STEPS[index];
  if (!step) return `${decimal(whole, {}, locale)}${NBSP}s`;
  const smaller = STEPS[index + 1] ?? { unit: 's', seconds: 1 };
  const first = Math.floor(whole / step.seconds);
  const second = Math.floor((whole % step.seconds) / smaller.seconds);
  const twoDigits = decimal(second, { minimumIntegerDigits: 2 }, locale);
  return `${decimal(first, {}, locale)}${NBSP}${step.unit} ${twoDigits}${NBSP}${smaller.unit}`;
}

/** `12 s`, `4 min`, `3 h`, `9 d`: the one largest unit, cut. Two days are still hours. */
export function formatRoughDuration(seconds: number | undefined, locale?: string): string {
  if (!isPresent(seconds) || seconds < 0) return ABSENT;
  const step = STEPS.find(({ seconds: size, unit }) => seconds >= size * (unit === 'd' ? 2 : 1));
  const { unit, seconds: size } = step ?? { unit: 's', seconds: 1 };
  return `${decimal(Math.floor(seconds / size), {}, locale)}${NBSP}${unit}`;
}
