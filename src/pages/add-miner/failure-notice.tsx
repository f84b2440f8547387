import type { CollectorFailure } from '../../domain/fleet-view.ts';
import { type DeviceAddress, formatAddress } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { failureWords } from '../../ui/failure-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import { type FailureAction, failures } from '../../ui/text/en/failures.ts';
import { isOwnAddress } from './own-address.ts';

const text = addMiner.probe;

/** Why the device could not be read: one sentence, one button. */
export function FailureNotice(props: {
  readonly address: DeviceAddress;
  readonly failure: CollectorFailure;
  readonly onAct: (action: FailureAction) => void;
}) {
  // The helper refuses its own port as one that is not on its list, before it sees that the port is its own.
  const known = () =>
    props.failure.kind === 'forbidden-target' && isOwnAddress(props.address, location)
      ? failures.refusals.itself()
      : failureWords(props.failure);
  return (
    <Notice
      live
      tone="watch"
      action={<Button onClick={() => props.onAct(known().action)}>{text.actions[known().action]}</Button>}
    >
      {text.failedAt(formatAddress(props.address))} {known().sentence}
    </Notice>
  );
}
