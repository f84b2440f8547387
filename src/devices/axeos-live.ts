import { isRecord } from './raw-record.ts';

/** Path of the feed (AxeOS since 2.14): the full state on connect, then what changed, every half second at most. */
export const LIVE_PATH = '/api/ws/live';

/**
 * The state after one more frame `{"event":"update","data":{…}}`. Objects are merged, everything else is replaced;
 * a frame of another kind, or one that cannot be read, changes nothing.
 */
export function mergeLiveFrame(
  state: Readonly<Record<string, unknown>>,
  frame: string,
): Readonly<Record<string, unknown>> {
  const message = parsed(frame);
  if (!isRecord(message) || message.event !== 'update' || !isRecord(message.data)) return state;
  return merged(state, message.data);
}

function merged(
  state: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...state };
  for (const [name, value] of Object.entries(change)) {
    const before = result[name];
    result[name] = isRecord(before) && isRecord(value) ? merged(before, value) : value;
  }
  return result;
}

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    // A frame that was cut off: the next one brings its fields again when they change.
    return undefined;
  }
}
