/**
 * Lets those who ask for the same at the same time share one reading: of one miner many targets want the same hours, of one coin
 * the same prices.
 * @param keyOf what is the same @param keeps it is kept when it has been read, for later ones, as long as this function is
 */
export function sharedReads<Ask extends readonly unknown[], T>(
  read: (...ask: Ask) => Promise<T>,
  keyOf: (...ask: Ask) => string,
  keeps = false,
): (...ask: Ask) => Promise<T> {
  const begun = new Map<string, Promise<T>>();
  return (...ask) => {
    const key = keyOf(...ask);
    const there = begun.get(key);
    if (there) return there;
    const forget = () => begun.delete(key);
    const reading = read(...ask);
    reading.then(keeps ? undefined : forget, forget);
    begun.set(key, reading);
    return reading;
  };
}
