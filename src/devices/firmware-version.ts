/** `v2.12.2`, `2.15.0-beta` → is it this version or a later one? A version that cannot be read is taken for an old one. */
export function isFirmwareAtLeast(firmware: string | undefined, major: number, minor: number): boolean {
  const [, ownMajor, ownMinor] = /^v?(\d+)\.(\d+)/.exec(firmware ?? '') ?? [];
  return Number(ownMajor) > major || (Number(ownMajor) === major && Number(ownMinor) >= minor);
}
