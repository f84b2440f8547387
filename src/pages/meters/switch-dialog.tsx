import { Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import type { WallMeter } from '../../domain/wall-meter.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { meters as text } from '../../ui/text/en/meters.ts';
import { minerNames } from './meter-words.ts';

/** Asks before power is cut, and says what that does to a miner. */
export function SwitchDialog(props: {
  readonly meter: WallMeter;
  readonly miners: readonly Miner[];
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const words = text.switching;
  const fed = () => props.meter.role.minerIds;
  return (
    <Dialog
      open
      heading={words.heading(props.meter.name)}
      onClose={props.onClose}
      actions={
        <Button look="danger" onClick={() => props.onConfirm()}>
          {fed().length > 0 ? words.confirm : words.confirmPlain}
        </Button>
      }
    >
      <Show when={fed().length > 0} fallback={<p>{words.plain}</p>}>
        <p>{words.cut(minerNames(fed(), props.miners))}</p>
        <p>{words.better}</p>
      </Show>
    </Dialog>
  );
}
