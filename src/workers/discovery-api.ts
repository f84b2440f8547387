import type { Discovery } from '../domain/discovery.ts';
import type { NetworkReport } from '../domain/scan-report.ts';

/** What pages may ask of the collector worker about finding miners. */
export interface DiscoveryApi {
  /** The home networks that the helper is part of. Rejects with a `CollectorFailure`. */
  networks(): Promise<NetworkReport>;
  /**
   * Looks for miners in these ranges (see `parseScanRanges`) and calls back as it finds them; adds none. Resolves with
   * the whole when it has ended or was stopped. Another search of this tab ends first. Rejects with a `CollectorFailure`.
   */
  discover(ranges: string, onProgress: (discovery: Discovery) => void): Promise<Discovery>;
  /** Ends the search that runs, if one does. */
  stopDiscovery(): Promise<void>;
}
