/** How far a browser has taken over what the helper recorded; kept with its data. */
export interface DrainState {
  /** Tells the recorder this browser from others. */
  readonly browserId: string;
  readonly cursor?: string | undefined;
  /** The miners of which all rows before the cursor were taken. */
  readonly minerIds: readonly string[];
  /** How far the recorder's clock is held to be behind ours, ms. */
  readonly clockOffsetMs: number;
}
