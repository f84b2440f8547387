/** Is an AxeOS version such as `v2.14.0` or `v2.4.5-3-gb5d1e36` at least `major.minor`? False when it cannot be read. */
export function isAtLeast(firmware: string, major: number, minor: number): boolean {
  const found = /^v?(\d+)\.(\d+)/.exec(firmware);
  if (found === null) return false;
  const [itsMajor, itsMinor] = [Number(found[1]), Number(found[2])];
  return itsMajor > major || (itsMajor === major && itsMinor >= minor);
}
