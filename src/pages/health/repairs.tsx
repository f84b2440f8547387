import { createSignal, For, Show } from 'solid-js';
import type { RepairOutcome, TriedRepair } from '../../domain/health/health-report.ts';
import type { MaintenanceKind } from '../../domain/health/maintenance.ts';
import { MENDED_BY } from '../../domain/health/mended-by.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import { healthRepairTrials as text } from '../../ui/text/en/health-repair-trials.ts';
import { useFleet } from '../fleet-context.ts';
import type { FollowedHealth } from './create-health.ts';
import type { FindingInView } from './finding-chart.tsx';
import { isOpen } from './finding-words.ts';
import { namesOf } from './miner-names.ts';
import styles from './repairs.module.css';

interface RepairProps {
  readonly shown: FindingInView;
  readonly followed: FollowedHealth;
}

/** What its owner did about a finding, and whether the readings say that it helped; each can be taken back. */
export function Repairs(props: RepairProps) {
  const tried = () => props.shown.finding.repairs ?? [];
  return (
    <Show when={tried().length > 0}>
      <ul class={styles.repairs} aria-label={text.label}>
        <For each={tried()}>{(repair) => <Repair {...props} repair={repair} />}</For>
      </ul>
    </Show>
  );
}

function Repair(props: RepairProps & { readonly repair: TriedRepair }) {
  const repair = () => props.repair;
  const what = () =>
    healthLog.entry(
      healthLog.kinds[repair().kind],
      namesOf([repair().minerId], props.shown.names, health.sentence.others),
    );
  const words = () => cameOf(repair(), isOpen(props.shown.finding));
  const logged = () => props.shown.log.find(({ id }) => id === repair().eventId);
  return (
    <li class={styles.repair} data-outcome={repair().outcome}>
      <p>
        <b>{text.done(what(), formatDayAndClock(repair().atMs))}</b> {words()}
      </p>
      <Show when={logged()}>
        {(event) => (
          <Button
            look="quiet"
            aria-label={text.takeBackOf(what())}
            onClick={() => void props.followed.removeLogged(event())}
          >
            {text.takeBack}
          </Button>
        )}
      </Show>
    </li>
  );
}

/** What the readings say of a repair; of an undecided one that hangs on whether its finding stands. */
function cameOf({ outcome, because = 'too-small' }: TriedRepair, stands: boolean): string {
  if (outcome !== 'undecided') return text.outcomes[outcome];
  return text.undecided[because][stands ? 'stands' : 'over'];
}

/** Other work is offered again: it did not help, or nobody knows. */
const MAY_HAVE_HELPED: ReadonlySet<RepairOutcome> = new Set(['waiting', 'confirmed']);

/** What its owner presses when the likeliest cause is mended: of one miner at once, of several for all or for each. */
export function DoneButtons(props: RepairProps) {
  const { nowMs } = useFleet();
  const [each, setEach] = createSignal(false);
  const kind = () => mendedBy(props.shown.finding.checks);
  const left = () => {
    const { minerIds, repairs = [] } = props.shown.finding;
    const isDone = (id: string) =>
      repairs.some(
        (repair) => repair.minerId === id && repair.kind === kind() && MAY_HAVE_HELPED.has(repair.outcome),
      );
    return minerIds.filter((id) => props.shown.names.has(id) && !isDone(id));
  };
  const log = (minerIds: readonly string[], done: MaintenanceKind) =>
    void props.followed.logAll(minerIds.map((minerId) => ({ minerId, kind: done, atMs: nowMs() })));
  return (
    <Show when={left().length > 0 && kind()}>
      {(done) => (
        <>
          <Button look="primary" onClick={() => log(left(), done())}>
            {left().length === 1 ? healthLog.did[done()] : text.allOf(healthLog.did[done()], left().length)}
          </Button>
          <Show when={left().length > 1}>
            <Button aria-expanded={each()} onClick={() => setEach((isOpen) => !isOpen)}>
              {text.onlySome}
            </Button>
          </Show>
          <Show when={each() && left().length > 1}>
            <ul class={styles.each}>
              <For each={left()}>
                {(id) => (
                  <li>
                    <Button look="quiet" icon="check" onClick={() => log([id], done())}>
                      {text.of(healthLog.did[done()], props.shown.names.get(id) ?? '')}
                    </Button>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </>
      )}
    </Show>
  );
}

/** What mends the most probable cause; absent where nothing of the machine is to be mended. */
function mendedBy(checks: FindingInView['finding']['checks']): MaintenanceKind | undefined {
  const likeliest = checks.toSorted((a, b) => b.chance - a.chance)[0];
  return likeliest && MENDED_BY[likeliest.cause];
}
