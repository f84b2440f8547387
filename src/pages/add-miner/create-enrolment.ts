import { type Accessor, createSignal } from 'solid-js';
import type { CollectorFailure, ProbedMiner } from '../../domain/fleet-view.ts';
import type { DeviceAddress, Miner } from '../../domain/miner.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { collectorFailure } from '../collector-failure.ts';

/** How far adding a miner has come. */
export type Enrolment =
  | { readonly step: 'typing' }
  | { readonly step: 'asking'; readonly address: DeviceAddress; readonly sinceMs: number }
  | { readonly step: 'failed'; readonly address: DeviceAddress; readonly failure: CollectorFailure }
  | { readonly step: 'found'; readonly probed: ProbedMiner; readonly busy: boolean }
  | { readonly step: 'added'; readonly miner: Miner };

export interface EnrolmentActions {
  readonly ask: (address: DeviceAddress) => Promise<void>;
  /** Back to typing; an answer that comes later is not shown. */
  readonly cancel: () => void;
  /** Another address is being typed: what was found or failed before is no longer meant. What is being added still is. */
  readonly leave: () => void;
  readonly add: (name: string) => Promise<void>;
  /** The miner found is one of ours at a new place: read it there. Resolves true when that is done. */
  readonly move: () => Promise<boolean>;
}

/** Asks, shows, adds. `collector` is the one of the owner's own miners. */
export function createEnrolment(
  collector: () => Promise<CollectorApi>,
  nowMs: () => number,
): [Accessor<Enrolment>, EnrolmentActions] {
  const [enrolment, setEnrolment] = createSignal<Enrolment>({ step: 'typing' });
  let asked = 0;

  const ask = async (address: DeviceAddress) => {
    asked += 1;
    const mine = asked;
    setEnrolment({ step: 'asking', address, sinceMs: nowMs() });
    const next = await answerOf(address);
    if (mine === asked) setEnrolment(next);
  };

  const answerOf = async (address: DeviceAddress): Promise<Enrolment> => {
    try {
      return { step: 'found', probed: await (await collector()).probe(address), busy: false };
    } catch (thrown) {
      return { step: 'failed', address, failure: collectorFailure(thrown, nowMs()) };
    }
  };

  const cancel = () => {
    asked += 1;
    setEnrolment({ step: 'typing' });
  };

  const leave = () => {
    const now = enrolment();
    if (now.step === 'added' || (now.step === 'found' && now.busy)) return;
    cancel();
  };

  const withFound = async <Outcome>(run: (api: CollectorApi, probed: ProbedMiner) => Promise<Outcome>) => {
    const now = enrolment();
    if (now.step !== 'found' || now.busy) return undefined;
    setEnrolment({ ...now, busy: true });
    try {
      return await run(await collector(), now.probed);
    } catch (thrown) {
      const failure = collectorFailure(thrown, nowMs());
      setEnrolment({ step: 'failed', address: now.probed.address, failure });
      return undefined;
    }
  };

  const add = async (name: string) => {
    const miner = await withFound((api, { address }) => api.add(address, name.trim() || undefined));
    if (miner) setEnrolment({ step: 'added', miner });
  };

  const move = async () => {
    const moved = await withFound(async (api, { address, known }) => {
      if (known) await api.changeAddress(known.id, address);
      return true;
    });
    if (moved) setEnrolment({ step: 'typing' });
    return moved === true;
  };

  return [enrolment, { ask, cancel, leave, add, move }];
}
