import type { CollectorFailure } from '../domain/fleet-view.ts';
import { type FailureWords, failures } from './text/en/failures.ts';

/**
 * Why a device could not be read, and what to do about it. The kinds of failure are coarser than the helper's reasons
 * (`forbidden-port`, `name-unknown`): those are told by its `detail`, which comes with the page from the same release.
 */
export function failureWords({ kind, detail }: Pick<CollectorFailure, 'kind' | 'detail'>): FailureWords {
  return refusalWords(kind, detail) ?? failures.kinds[kind];
}

function refusalWords(kind: CollectorFailure['kind'], detail: string): FailureWords | undefined {
  if (kind === 'forbidden-target') {
    if (detail === 'that is the helper itself') return failures.refusals.itself();
    const port = /^port (\d+) is not on the list$/.exec(detail)?.[1];
    return port === undefined ? undefined : failures.refusals.port(port);
  }
  if (kind !== 'unreachable') return undefined;
  const name = /^(\S+) (?:is not known on this network|has no address)$/.exec(detail)?.[1];
  return name === undefined ? undefined : failures.refusals.name(name);
}
