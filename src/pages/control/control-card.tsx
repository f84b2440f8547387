import { createEffect, createMemo, createSignal, Match, on, Show, Switch } from 'solid-js';
import type { ControlKind, DeviceChange } from '../../domain/control.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import { gradualWay } from '../../domain/gradual-way.ts';
import type { Miner } from '../../domain/miner.ts';
import { differences } from '../../domain/setting-differences.ts';
import { settleMs } from '../../domain/settle-time.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { failureWords } from '../../ui/failure-words.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import type { ChangeWish, ControlView } from '../../workers/control-api.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { AllowDialog } from './allow-dialog.tsx';
import { AwaySwitch } from './away-switch.tsx';
import { ChangesList } from './changes-list.tsx';
import styles from './control.module.css';
import { createControl, type MinerControl } from './create-control.ts';
import { DifferencesTable } from './differences-table.tsx';
import { FanForm } from './fan-form.tsx';
import { OpenActions } from './open-actions.tsx';
import { OwnWords } from './own-words.tsx';
import { PasswordForm } from './password-form.tsx';
import { PoolsForm } from './pools-form.tsx';
import { PowerForm } from './power-form.tsx';
import { QuickActions } from './quick-actions.tsx';
import { RecoverySwitch } from './recovery-switch.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { outcomeWords } from './setting-words.ts';
import { TuningForm } from './tuning-form.tsx';

/** Effects are worked out from quarters of an hour: sooner there is nothing new. */
const QUARTER_MS = 15 * 60_000;

/**
 * Changing a miner by hand: nothing before its owner allows it, everything shown before it is sent and after. One that
 * refuses its password can be given another even where it is only watched, for else it tells less.
 */
export function ControlCard(props: { readonly miner: Miner; readonly wantsPassword?: boolean }) {
  const control = createControl(() => props.miner);
  const [asking, setAsking] = createSignal(false);
  const allowed = () => props.miner.control === 'by-hand';
  let body: HTMLDivElement | undefined;
  // The button that allowed it, or took that back, is gone, and the focus with it.
  createEffect(
    on(
      allowed,
      () => {
        if (document.activeElement === document.body) body?.focus();
      },
      { defer: true },
    ),
  );
  return (
    <Card
      heading={text.heading}
      aside={
        <Show when={allowed()}>
          <Button look="quiet" onClick={() => void control.allow(false)}>
            {text.stop}
          </Button>
        </Show>
      }
    >
      <div ref={body} tabIndex={-1} class={styles.body}>
        <Show when={props.wantsPassword}>
          <Notice tone="watch">{text.password.wanted}</Notice>
          <Show when={!allowed()}>
            <PasswordForm known={false} onSave={(credentials) => void control.saveCredentials(credentials)} />
          </Show>
        </Show>
        <Show
          when={allowed()}
          fallback={
            <div class={styles.group}>
              <p>{text.watchOnly.sentence}</p>
              <div class={styles.buttons}>
                <Button onClick={() => setAsking(true)}>{text.watchOnly.allow}</Button>
              </div>
            </div>
          }
        >
          <Controls miner={props.miner} control={control} />
        </Show>
      </div>
      <Show when={asking()}>
        <AllowDialog
          miner={props.miner}
          onClose={() => setAsking(false)}
          onAllow={() => {
            setAsking(false);
            void control.allow(true);
          }}
        />
      </Show>
    </Card>
  );
}

function Controls(props: { readonly miner: Miner; readonly control: MinerControl }) {
  const { control } = props;
  const { collector, view, nowMs } = useFleet();
  const asked = createMemo(
    () => ({
      minerId: props.miner.id,
      newest: control.changes()[0]?.id,
      quarter: Math.floor(nowMs() / QUARTER_MS),
    }),
    undefined,
    { equals: (a, b) => a.minerId === b.minerId && a.newest === b.newest && a.quarter === b.quarter },
  );
  const effects = createAnswer(asked, async ({ minerId, newest }) =>
    newest === undefined ? [] : collector.changeEffects(minerId),
  );
  return (
    <div class={styles.body}>
      <OpenActions
        actions={control.actions()}
        settings={control.view()?.settings}
        onCallOff={(action) => void control.callOff(action)}
      />
      <Switch fallback={<Asking />}>
        <Match when={control.view()}>
          {(view) => <Loaded miner={props.miner} control={control} view={view()} />}
        </Match>
        {/* What starts anew does not answer, and that is no failure yet. */}
        <Match when={control.running()}>
          <Progress control={control} />
        </Match>
        <Match when={control.failure()}>
          {(failure) => <Failed control={control} failure={failure()} />}
        </Match>
      </Switch>
      <ChangesList
        changes={control.changes()}
        effects={effects.latest() ?? []}
        currency={view()?.settings.currency ?? 'USD'}
        closed={control.running() !== undefined}
        onUndo={(record) => void control.undo(record)}
      />
    </div>
  );
}

function Failed(props: { readonly control: MinerControl; readonly failure: CollectorFailure }) {
  return (
    <>
      <Notice tone="watch" action={<Button onClick={() => props.control.reload()}>{text.tryAgain}</Button>}>
        {failureWords(props.failure).sentence}
      </Notice>
      <Show when={props.failure.kind === 'refused'}>
        <PasswordForm
          known={false}
          onSave={(credentials) => void props.control.saveCredentials(credentials)}
        />
      </Show>
    </>
  );
}

function Asking() {
  return (
    <div class={styles.group}>
      <p role="status" class={styles.hint}>
        {text.reading}
      </p>
      <Skeleton height="8rem" />
    </div>
  );
}

/** Firmware of which no command takes a password: a field for one would only puzzle. */
const WITHOUT_PASSWORD: ReadonlySet<string> = new Set(['axeos', 'nerdos', 'avalon', 'cgminer', 'luxos']);

function Loaded(props: {
  readonly miner: Miner;
  readonly control: MinerControl;
  readonly view: ControlView;
}) {
  const { control } = props;
  const { nowMs } = useFleet();
  const [review, setReview] = createSignal<DeviceChange>();
  const offers = (kind: DeviceChange['kind']) => props.view.offers.includes(kind);
  const send = (change: DeviceChange, wish?: ChangeWish) => {
    setReview(undefined);
    void control.carryOut(change, wish);
  };
  const form = () => ({
    view: props.view,
    closed: control.running() !== undefined,
    onReview: setReview,
  });
  return (
    <>
      <Show when={props.view.offers.length > 0} fallback={<p class={styles.hint}>{text.notSupported}</p>}>
        <QuickActions view={props.view} running={control.running()} onSend={send} onReview={setReview} />
        <Progress control={control} />
        <Show when={offers('tuning')}>
          <p class={styles.hint}>
            {text.tune.sentence}{' '}
            <a href={`/tune?miner=${encodeURIComponent(props.miner.id)}`}>{text.tune.link}</a>
          </p>
        </Show>
        <div class={styles.forms}>
          <Show when={offers('tuning')}>
            <TuningForm {...form()} />
          </Show>
          <PowerForm {...form()} />
          <Show when={offers('fan') || offers('auto-fan')}>
            <FanForm {...form()} />
          </Show>
          <Show when={offers('pools')}>
            <PoolsForm {...form()} minerName={props.miner.name} />
          </Show>
          <Show when={!WITHOUT_PASSWORD.has(props.miner.identity.family)}>
            <PasswordForm
              known={props.view.hasPassword}
              onSave={(credentials) => void control.saveCredentials(credentials)}
            />
          </Show>
        </div>
        <Show when={offers('restart')}>
          <RecoverySwitch miner={props.miner} control={control} />
        </Show>
        <AwaySwitch miner={props.miner} control={control} hasPassword={props.view.hasPassword} />
        <Show when={missingIn(props.view.offers)}>
          {(kinds) => <p class={styles.hint}>{text.notHere(kinds())}</p>}
        </Show>
      </Show>
      <Show when={review()}>
        {(change) => (
          <ReviewDialog
            minerName={props.miner.name}
            change={change()}
            differences={differences(change(), props.view.settings)}
            way={gradualWay(change(), props.view.settings, control.changes(), nowMs())}
            onClose={() => setReview(undefined)}
            onSend={(wish) => send(change(), wish)}
          />
        )}
      </Show>
    </>
  );
}

/** What owners look for, and is not there: each of these groups does the same for its owner. */
const LOOKED_FOR: readonly (readonly ControlKind[])[] = [
  ['pause'],
  ['restart'],
  ['tuning', 'preset', 'power-limit'],
  ['fan', 'auto-fan'],
  ['pools'],
];

function missingIn(offers: readonly ControlKind[]): string {
  return LOOKED_FOR.filter((group) => !group.some((kind) => offers.includes(kind)))
    .map(([kind]) => (kind ? (text.missing[kind] ?? text.kinds[kind]) : ''))
    .join(', ');
}

/** What is going on, and what became of it. */
function Progress(props: { readonly control: MinerControl }) {
  const tone = () => {
    const outcome = props.control.last()?.outcome;
    return outcome === 'done' ? 'good' : outcome === 'failed' || outcome === 'refused' ? 'act' : 'watch';
  };
  return (
    <>
      <Show when={props.control.running()}>
        {(kind) => (
          <p role="status" class={styles.hint}>
            {text.sending(kind(), formatRoughDuration(settleMs(kind()) / 1_000))}
          </p>
        )}
      </Show>
      <Show when={props.control.last()}>
        {(record) => (
          <>
            <Notice tone={tone()} live>
              {outcomeWords(record())}
              <OwnWords reason={record().reason} />
            </Notice>
            <Show when={record().differences.length > 0 && record().outcome !== 'done'}>
              <DifferencesTable differences={record().differences} sent />
            </Show>
          </>
        )}
      </Show>
    </>
  );
}
