import { type DeviceAddress, formatAddress } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import styles from './add-miner-page.module.css';

const text = addMiner.probe;

/** Waiting for a device's first answer, with a way out. */
export function ProbeProgress(props: {
  readonly address: DeviceAddress;
  readonly waitedMs: number;
  readonly onCancel: () => void;
}) {
  return (
    <div class={styles.stack}>
      {/* Read out once; the seconds that follow are for eyes only. */}
      <p class="visually-hidden" role="status">
        {text.asking(formatAddress(props.address))}
      </p>
      <ProgressBar
        label={text.asking(formatAddress(props.address))}
        note={text.patience(Math.max(0, Math.floor(props.waitedMs / 1000)))}
      />
      <div>
        <Button icon="close" onClick={() => props.onCancel()}>
          {text.cancel}
        </Button>
      </div>
    </div>
  );
}
