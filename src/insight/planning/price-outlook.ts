import { type DirectLinear, directForecast, fitDirectLinear } from '../../numerics/forecast/direct-linear.ts';

const DAY = 24;
const LOOK_BACK = 7 * DAY;
const HORIZON = 2 * DAY;
/** Days, the last ones, over which the two are compared. */
const JUDGED_DAYS = 60;
/** Hours between the beginnings of two forecasts that are compared: every hour of the day has its turn. */
const EVERY = 7;
const FEWEST_HOURS = (JUDGED_DAYS + 60) * DAY;

type Speaker = 'similar-days' | 'direct-linear';

/** Hours, the first ones, that are judged by themselves: what is near goes by the newest hour, what is far by the shape of days. */
const NEAR_HOURS = 6;

/** Who says what power costs beyond the hours that are published: in the first hours, and after them. */
export interface PriceOutlook {
  readonly near: Speaker;
  readonly far: Speaker;
  readonly model?: DirectLinear | undefined;
  /** Mean misses over the days that decided, in money per kWh; NaN where there was too little past. */
  readonly misses: Readonly<Record<'near' | 'far', Readonly<Record<Speaker, number>>>>;
}

/**
 * What follows known hours, by the shape of the last seven days around the level of the last one; what the newest hour lies beside that
 * fades as such misses did in these days (their correlation from hour to hour). Missing hours are left out; NaN where an hour of the day
 * is not known at all.
 *
 * @param known hour by hour, the newest last
 */
export function similarDays(known: ArrayLike<number>, hours: number): Float64Array {
  const sums = new Float64Array(DAY);
  const counts = new Float64Array(DAY);
  let [newest, newestCount] = [0, 0];
  for (let back = 1; back <= Math.min(LOOK_BACK, known.length); back++) {
    const price = known[known.length - back] ?? Number.NaN;
    if (Number.isNaN(price)) continue;
    // Hour −1 is that before the first of the next.
    const place = (LOOK_BACK - back) % DAY;
    sums[place] = (sums[place] ?? 0) + price;
    counts[place] = (counts[place] ?? 0) + 1;
    if (back <= DAY) [newest, newestCount] = [newest + price, newestCount + 1];
  }
  const shape = sums.map((sum, place) => sum / (counts[place] ?? 0));
  const level = shape.reduce((sum, each) => sum + each, 0) / DAY;
  const shift = newestCount > 0 && !Number.isNaN(level) ? newest / newestCount - level : 0;
  const miss = newestMiss(known, shape, shift);
  return Float64Array.from(
    { length: hours },
    (_, hour) => (shape[hour % DAY] ?? Number.NaN) + shift + miss.last * miss.fades ** (hour + 1),
  );
}

/** How far the newest hour lies beside the shape, and how such misses went on from hour to hour. */
function newestMiss(known: ArrayLike<number>, shape: Float64Array, shift: number) {
  const missAt = (back: number) =>
    (known[known.length - back] ?? Number.NaN) - (shape[(LOOK_BACK - back) % DAY] ?? Number.NaN) - shift;
  let [square, product] = [0, 0];
  for (let back = 1; back < Math.min(LOOK_BACK, known.length); back++) {
    const [now, before] = [missAt(back), missAt(back + 1)];
    if (Number.isNaN(now + before)) continue;
    square += before * before;
    product += now * before;
  }
  const last = missAt(1);
  return {
    last: Number.isNaN(last) ? 0 : last,
    fades: square > 0 ? Math.min(1, Math.max(0, product / square)) : 0,
  };
}

/**
 * Lets similar days and a direct linear forecast say the last two months, hour after hour, from what was known before them, and gives
 * the word to whichever missed less, near and far; learnt anew from all of the past, then. Without four months of it similar days speak.
 *
 * @param past hour by hour, NaN where missing
 */
export function heldOutlook(past: Float64Array): PriceOutlook {
  const unknown = { 'similar-days': Number.NaN, 'direct-linear': Number.NaN };
  const simple: PriceOutlook = {
    near: 'similar-days',
    far: 'similar-days',
    misses: { near: unknown, far: unknown },
  };
  if (past.length < FEWEST_HOURS) return simple;
  const from = past.length - JUDGED_DAYS * DAY;
  const options = { lookBack: LOOK_BACK, horizon: HORIZON, level: 'mean', heldOut: 0.2 } as const;
  const model = fitted([past.subarray(0, from)], { ...options, ridges: [0.01, 0.1, 1] });
  if (!model) return simple;
  const misses = judged(past, from, model);
  const best = (band: Readonly<Record<Speaker, number>>): Speaker =>
    band['direct-linear'] < band['similar-days'] ? 'direct-linear' : 'similar-days';
  const said = { near: best(misses.near), far: best(misses.far), misses };
  if (said.near === 'similar-days' && said.far === 'similar-days') return said;
  const whole = fitted([past], { ...options, ridges: [model.ridge] });
  return { ...said, model: whole ?? model };
}

/** Mean misses of both over the hours from one on. */
function judged(past: Float64Array, from: number, model: DirectLinear): PriceOutlook['misses'] {
  const none = () => ({ 'similar-days': 0, 'direct-linear': 0, count: 0 });
  const bands = { near: none(), far: none() };
  for (let at = from; at + HORIZON <= past.length; at += EVERY) {
    const window = past.subarray(at - LOOK_BACK, at);
    if (window.some(Number.isNaN)) continue;
    const [simple, linear] = [similarDays(window, HORIZON), directForecast(model, window)];
    for (let step = 0; step < HORIZON; step++) {
      const came = past[at + step] ?? Number.NaN;
      if (Number.isNaN(came)) continue;
      const band = step < NEAR_HOURS ? bands.near : bands.far;
      band['similar-days'] += Math.abs((simple[step] ?? Number.NaN) - came);
      band['direct-linear'] += Math.abs((linear[step] ?? Number.NaN) - came);
      band.count++;
    }
  }
  const means = (band: ReturnType<typeof none>) => ({
    'similar-days': band['similar-days'] / band.count,
    'direct-linear': band['direct-linear'] / band.count,
  });
  return { near: means(bands.near), far: means(bands.far) };
}

/** The hours that follow known ones, by whoever has the word; similar days where an hour of the last week is missing. */
export function outlookPrices(outlook: PriceOutlook, known: Float64Array, hours: number): Float64Array {
  const simple = similarDays(known, hours);
  const window = known.subarray(Math.max(0, known.length - LOOK_BACK));
  const { model, near, far } = outlook;
  if (!model || window.length < LOOK_BACK || window.some(Number.isNaN)) return simple;
  const linear = directForecast(model, window);
  return simple.map((price, hour) => {
    const speaker = hour < NEAR_HOURS ? near : far;
    return speaker === 'direct-linear' ? (linear[hour] ?? price) : price;
  });
}

function fitted(
  series: readonly Float64Array[],
  options: Parameters<typeof fitDirectLinear>[1],
): DirectLinear | undefined {
  try {
    return fitDirectLinear(series, options);
  } catch (error) {
    // Too few windows without a gap: the simple rule speaks.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
