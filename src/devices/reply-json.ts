import { DeviceError, type DeviceHttpReply } from './transport.ts';

/**
 * The JSON of a device's web reply.
 * @throws DeviceError `refused` when it wants a password, `unreadable-reply` when it is no JSON (a web page, cut off)
 */
export function replyJson(reply: DeviceHttpReply, what: string): unknown {
  if (reply.status === 401 || reply.status === 403)
    throw new DeviceError('refused', `${what}: the device refuses (${reply.status})`);
  if (reply.status >= 400)
    throw new DeviceError('unreadable-reply', `${what}: the device answers ${reply.status}`);
  try {
    return JSON.parse(reply.text) as unknown;
  } catch (cause) {
    throw new DeviceError('unreadable-reply', `${what}: ${looksLike(reply.text)}`, { cause });
  }
}

/** What a reply that is no JSON looks like, in words for its owner. */
export function looksLike(text: string): string {
  // Bounded on both sides, so that a page of nothing but titles is looked through once.
  const title = /<title[^<>]{0,80}>([^<]{1,80})<\/title>/i.exec(text)?.[1]?.trim();
  if (title) return `a web page (“${title}”)`;
  if (/<html|<!doctype/i.test(text)) return 'a web page';
  if (text.trim() === '') return 'an empty reply';
  return /^\s*[{[]/.test(text) ? 'a reply that is cut off' : 'a reply that is no JSON';
}
