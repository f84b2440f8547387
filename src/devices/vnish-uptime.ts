import type { RawRecord } from './raw-record.ts';

/** "9 days,  3:58", "1 day, 0:12", "10 days", "0:06", "42 min" as `uptime` prints it; a number is seconds. */
const UPTIME = /^(?:(\d{1,5}) days?)?,?\s*(?:(\d{1,2}):(\d{2})(?::(\d{2}))?|(\d{1,2}) min)?$/;

/** How long the system is up, in seconds. */
export function vnishUptimeS(system: RawRecord): number | undefined {
  const found = system.raw('uptime');
  if (typeof found !== 'string') return system.count('uptime');
  const text = found.trim();
  if (text === '') return undefined;
  const parts = UPTIME.exec(text);
  if (!parts) return system.refuse('uptime', 'not a time');
  const [days = 0, hours = 0, minutes = 0, seconds = 0, lone = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes + lone) * 60 + seconds;
}
