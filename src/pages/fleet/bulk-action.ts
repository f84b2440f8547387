import type { JSX } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import type { IconName } from '../../ui/icon.tsx';

/** Something that can be done with chosen miners. The choice bar shows one button for each of them. */
export interface BulkAction {
  readonly label: string;
  readonly icon: IconName;
  readonly look?: 'plain' | 'danger' | undefined;
  /**
   * The question before it is done: what will happen to which miners, one by one where that differs. It does it, tells
   * how it went in a toast with the way back, and then closes.
   */
  readonly Dialog: (props: BulkDialogProps) => JSX.Element;
}

export interface BulkDialogProps {
  /** The miners that were chosen and shown when the button was pressed. Nothing is done to any other. */
  readonly miners: readonly Miner[];
  readonly onClose: () => void;
}
