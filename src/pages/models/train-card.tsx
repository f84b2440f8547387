import { createMemo, createSignal, For, Show } from 'solid-js';
import type { ModelKind } from '../../domain/model-record.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { models as text } from '../../ui/text/en/models.ts';
import { useToast } from '../../ui/toast.tsx';
import type { ForecastApi, TargetStanding, TrainingView } from '../../workers/forecast-api.ts';
import type { FigureOptions } from '../forecast/forecast-figure.ts';
import { lackWords } from '../forecast/lack-words.ts';
import { learnerFailure, learnerFailureWords } from '../forecast/learner-failure-words.ts';
import { aheadWords, targetName } from '../forecast/target-words.ts';
import { isUnfinished } from '../forecast/training-state.ts';
import styles from './models-page.module.css';
import { TrainingPanel } from './training-panel.tsx';

const words = text.training;
const BUDGETS = (['30', '60', '300', '900'] as const).map((choice) => ({
  choice,
  label: words.budgets[choice],
}));

const WHICHES = (['all', 'quick'] as const).map((choice) => ({ choice, label: words.whiches[choice] }));
/** Kinds that are trained in seconds, also on a phone. */
const QUICK: readonly ModelKind[] = ['direct-linear', 'boosted-trees'];

/** Trainings as they run, and the way to a new one. */
export function TrainCard(props: {
  readonly standings: readonly TargetStanding[];
  readonly trainings: readonly TrainingView[];
  readonly api: ForecastApi;
  readonly options: FigureOptions & { readonly nowMs: number };
  /** The target that the page was opened for. */
  readonly first: string | undefined;
}) {
  const running = () => props.trainings.filter(isUnfinished);
  const ended = () => props.trainings.filter((training) => !isUnfinished(training));
  return (
    <Card heading={words.heading}>
      <TrainForm {...props} />
      <Show when={props.trainings.length === 0}>
        <p class={styles.hint}>{words.none}</p>
      </Show>
      <Panels trainings={running()} api={props.api} options={props.options} />
      <Show when={ended().length > 0}>
        <details class={styles.figures} open={running().length === 0}>
          <summary>{words.ended(ended().length)}</summary>
          <Panels trainings={ended()} api={props.api} options={props.options} />
        </details>
      </Show>
    </Card>
  );
}

/** By id and not by identity: each word of a training is a new object, and buttons must stay. */
function Panels(props: {
  readonly trainings: readonly TrainingView[];
  readonly api: ForecastApi;
  readonly options: FigureOptions & { readonly nowMs: number };
}) {
  return (
    <For each={props.trainings.map(({ id }) => id)}>
      {(id) => (
        <Show when={props.trainings.find((training) => training.id === id)}>
          {(training) => <TrainingPanel training={training()} api={props.api} options={props.options} />}
        </Show>
      )}
    </For>
  );
}

function TrainForm(props: {
  readonly standings: readonly TargetStanding[];
  readonly api: ForecastApi;
  readonly options: FigureOptions & { readonly nowMs: number };
  readonly first: string | undefined;
}) {
  const toast = useToast();
  const ready = createMemo(() =>
    props.standings.filter(({ lack }) => lack === undefined).map(({ target }) => target),
  );
  const choices = createMemo(() =>
    ready().map((each) => ({
      choice: each.id,
      label: `${targetName(each)}, ${aheadWords(each.step, each.horizon)}`,
    })),
  );
  /** What the page was opened for cannot be learned yet. */
  const lacking = () => {
    const asked = props.standings.find(({ target: { id } }) => id === chosen());
    return asked?.lack && { target: asked.target, lack: asked.lack };
  };
  const [chosen, setChosen] = createSignal(props.first);
  const [budget, setBudget] = createSignal<(typeof BUDGETS)[number]['choice']>('60');
  const [which, setWhich] = createSignal<(typeof WHICHES)[number]['choice']>('all');
  const [onBattery, setOnBattery] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const target = () => ready().find(({ id }) => id === chosen()) ?? ready()[0];
  const start = async () => {
    const its = target();
    if (!its) return;
    setAsking(true);
    try {
      await props.api.train({
        targetId: its.id,
        budgetS: Number(budget()),
        onBattery: onBattery(),
        kinds: which() === 'quick' ? QUICK : undefined,
      });
    } catch (thrown) {
      const why = learnerFailureWords(learnerFailure(thrown), its, props.options);
      toast({ words: text.failed(why), lifeMs: 30_000 });
    }
    setAsking(false);
  };
  return (
    <Show when={target()} fallback={<p>{words.nothingYet}</p>}>
      {(its) => (
        <>
          <Show when={lacking()}>
            {(asked) => (
              <Notice tone="info" live>
                {words.notYet(targetName(asked().target))}{' '}
                {lackWords(asked().lack, asked().target, props.options)}
              </Notice>
            )}
          </Show>
          <div class={styles.form}>
            <SelectField label={words.what} choices={choices()} chosen={its().id} onChoose={setChosen} />
            <ChoiceField label={words.budget} choices={BUDGETS} chosen={budget()} onChoose={setBudget} />
            <ChoiceField label={words.which} choices={WHICHES} chosen={which()} onChoose={setWhich} />
          </div>
          <SwitchField
            label={words.battery}
            hint={words.batteryHint}
            on={onBattery()}
            onSwitch={setOnBattery}
          />
          <div class={styles.buttons}>
            <Button look="primary" busy={asking()} onClick={() => void start()}>
              {words.start}
            </Button>
          </div>
        </>
      )}
    </Show>
  );
}
