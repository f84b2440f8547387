import { devices } from '../../ui/text/en/devices.ts';

const { names } = devices.join;

/** What a device is called in the owner's list at first, by what its browser says of itself. The owner may rename it. */
export function deviceName({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): string {
  if (/iPhone/.test(userAgent)) return names.iphone;
  // Since iPadOS 13 Safari there calls itself a Mac; no Mac has a touch screen.
  if (/iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return names.ipad;
  if (/Android/.test(userAgent)) return names.android;
  if (/Macintosh/.test(userAgent)) return names.mac;
  if (/Windows/.test(userAgent)) return names.windows;
  return /Linux|CrOS/.test(userAgent) ? names.linux : names.other;
}
