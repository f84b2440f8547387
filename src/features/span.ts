/** Spans of time, ms. A day here is 24 hours: windows do not grow or shrink where the clock is changed. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
