/** Why a device could not be read. Each has one sentence and one button in the UI. */
export type DeviceErrorKind =
  /** Nothing answers there: refused, no route, name unknown. */
  | 'unreachable'
  /** It accepted the connection and then said nothing, or not enough, in time. */
  | 'timeout'
  /** It answered, but that is no miner we know (a printer, a router's web page). */
  | 'not-a-miner'
  /** It is a miner, but this reply cannot be read: HTML, cut-off JSON, wrong shape. */
  | 'unreadable-reply'
  /** The reply is larger than any miner's. */
  | 'too-large'
  /** The device wants a password, or refuses us. */
  | 'refused'
  /** The helper (proxy) itself is not running. */
  | 'no-proxy'
  /** The helper does not know this browser: its pairing token is missing or wrong. */
  | 'not-paired'
  /** The helper will not go there: public address, foreign port, redirect out of the house. */
  | 'forbidden-target'
  /** Another request to this device is still running. */
  | 'busy';
