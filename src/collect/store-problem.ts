import type { StoreProblem } from '../domain/fleet-view.ts';
import { StoreError } from '../store/store-error.ts';

/** The store's trouble in the owner's terms; what is no trouble of the store is rethrown, it is a defect of ours. */
export function storeProblemOf(error: unknown): StoreProblem {
  if (error instanceof StoreError) return { kind: error.kind, detail: error.message };
  throw error;
}
