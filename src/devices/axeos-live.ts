import { isRecord } from './raw-record.ts';

/** Path of the feed (AxeOS since 2.14): the full state on connect, then what changed, every half second at most. */
export const LIVE_PATH = '/api/ws/live';

/** AxeOS nests three levels. A frame that goes deeper is replaced from there on, not walked: it may have no bottom. */
const DEEPEST = 8;

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
  depth = 0,
): Record<string, unknown> {
  // A map, since assigning to a field named __proto__ would not make one.
  const result = new Map(Object.entries(state));
  for (const [name, value] of Object.entries(change)) {
    const before = result.get(name);
    const both = isRecord(before) && isRecord(value) && depth < DEEPEST;
    result.set(name, both ? merged(before, value, depth + 1) : value);
  }
  return Object.fromEntries(result);
}

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    // A frame that was cut off: the next one brings its fields again when they change.
    return undefined;
  }
}
