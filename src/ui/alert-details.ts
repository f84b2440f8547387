import { createSignal } from 'solid-js';
import type { Alert } from '../domain/alert.ts';

type Details = typeof import('./text/en/alert-details.ts').alertDetails;

const [loaded, setLoaded] = createSignal<Details>();
let loading: Promise<void> | undefined;

/** Resolves when {@link alertDetails} has its words; also where they cannot be loaded, and less is said. */
export function loadAlertDetails(): Promise<void> {
  loading ??= import('./text/en/alert-details.ts').then(
    ({ alertDetails: words }) => void setLoaded(() => words),
    (error: unknown) => {
      loading = undefined;
      console.error('the words of some alerts cannot be loaded', error);
    },
  );
  return loading;
}

/** The words of alerts that are over, shared or found, or show more than one thing; undefined for others, and until they are loaded. */
export function alertDetails({
  kind,
  minerIds,
  shared,
  also,
  backIds,
  evidence,
  resolvedAtMs,
}: Alert): Details | undefined {
  const hasDetails =
    resolvedAtMs !== undefined ||
    shared ||
    also ||
    backIds ||
    evidence.found ||
    (kind === 'unreachable' && minerIds.length > 1);
  if (!hasDetails) return undefined;
  void loadAlertDetails();
  return loaded();
}
