import { Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import {
  automaticRestarts,
  flatlineOf,
  MOST_RESTARTS,
  type NoRecovery,
  recoveryDue,
  restartsInVain,
} from '../../domain/recovery.ts';
import { Notice } from '../../ui/notice.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { control } from '../../ui/text/en/control.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './control.module.css';
import type { MinerControl } from './create-control.ts';

const text = control.recovery;

/** What is worth saying while a flatline stands. */
type Blocked = Exclude<NoRecovery, 'not-allowed' | 'no-flatline'>;

/** The owner's consent to restarting a miner by itself, what it is a consent to, and how often it was used. */
export function RecoverySwitch(props: { readonly miner: Miner; readonly control: MinerControl }) {
  const { nowMs, view } = useFleet();
  const restarts = () => automaticRestarts(props.control.changes(), nowMs());
  const helped = () => restarts().filter(({ sharesAgainAtMs }) => sharesAgainAtMs !== undefined).length;
  const allowed = () => props.miner.recovery === 'restart';
  /** Why it is left alone while a flatline stands; undefined where none does, or where it is about to be restarted. */
  const whyNot = (): Blocked | undefined => {
    const fleet = view();
    const its = fleet?.miners.find(({ miner }) => miner.id === props.miner.id);
    if (!fleet || !its) return undefined;
    const changes = props.control.changes();
    // On an insecure page there are none, whatever their type says.
    const hasLocks = (navigator.locks as LockManager | undefined) !== undefined;
    const due = recoveryDue({
      nowMs: nowMs(),
      hasLocks,
      view: { ...its, miner: props.miner },
      fleet,
      changes,
    });
    return due === 'due' || due === 'not-allowed' || due === 'no-flatline' ? undefined : due;
  };
  const words = (why: Blocked) => {
    if (why === 'unanswered') return text.unanswered;
    if (why !== 'given-up') return text.blocked(text.because[why]);
    // Whoever restarted it: it may have been its owner, or another browser.
    const seen = flatlineOf(view()?.alerts ?? [], props.miner.id)?.evidence.restarts ?? 0;
    return text.givenUp(Math.max(seen, restarts().length, restartsInVain(props.control.changes()).length));
  };
  return (
    <section class={styles.group}>
      <h3>{text.heading}</h3>
      <SwitchField
        label={text.label}
        hint={text.does(MOST_RESTARTS)}
        on={allowed()}
        onSwitch={(on) => void props.control.allowRecovery(on)}
      />
      <p class={styles.hint}>{text.never}</p>
      <Show when={allowed() && whyNot()}>
        {(why) => (
          <Notice tone={why() === 'given-up' || why() === 'unanswered' ? 'act' : 'watch'}>
            {words(why())}
          </Notice>
        )}
      </Show>
      <Show when={allowed() || restarts().length > 0}>
        <p class={styles.hint}>
          {restarts().length > 0 ? text.count(restarts().length, helped()) : text.none}
        </p>
      </Show>
    </section>
  );
}
