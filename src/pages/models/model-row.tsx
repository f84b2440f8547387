import { createSignal, Show } from 'solid-js';
import type { Contest, ForecastTarget } from '../../domain/forecast.ts';
import type { ModelRecord } from '../../domain/model-record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal, isPresent, places } from '../../ui/format/decimal.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import type { ForecastApi } from '../../workers/forecast-api.ts';
import type { Figures } from '../forecast/create-figures.ts';
import { differenceFigure } from '../forecast/forecast-figure.ts';
import type { ModelActions } from './create-registry.ts';
import { ExplanationView } from './explanation-view.tsx';
import { ModelDetails } from './model-details.tsx';
import { modelName, modelStanding, objection } from './model-words.ts';
import styles from './models-page.module.css';
import { StatusBadge } from './status-badge.tsx';

export interface ModelRowProps {
  readonly record: ModelRecord;
  /** Undefined where it is forecast no more: then it is only kept. */
  readonly target: ForecastTarget | undefined;
  readonly contest: Contest | undefined;
  readonly api: ForecastApi;
  readonly figures: Figures;
  readonly actions: ModelActions;
  readonly isCompared: boolean;
  readonly onCompare: () => void;
}

/** One model: what it may do, how well it does, and what can be done with it. */
export function ModelRow(props: ModelRowProps) {
  const [explained, setExplained] = createSignal(false);
  const [open, setOpen] = createSignal(false);
  const name = () => modelName(props.record);
  const error = (value: number) => differenceFigure(value, props.target?.unit ?? '', props.figures.options());
  const label = (action: string) => text.actions.of(action, name());
  return (
    <li class={styles.row}>
      <div class={styles.head}>
        <strong>{name()}</strong>
        <StatusBadge status={props.record.status} />
        <span class={styles.hint}>{standingWords(props.record, props.contest)}</span>
      </div>
      <p class={styles.hint}>
        {text.trained(formatDayAndClock(props.record.createdAtMs))}{' '}
        {text.learnedFrom(formatDay(props.record.data.fromMs), formatDay(props.record.data.toMs))}
      </p>
      <div class={styles.buttons}>
        <Show when={props.target}>
          <StatusButtons {...props} name={name()} />
          <Button
            aria-expanded={explained()}
            aria-label={label(text.actions.explain)}
            onClick={() => setExplained(!explained())}
          >
            {text.actions.explain}
          </Button>
        </Show>
        <Button
          aria-pressed={props.isCompared}
          aria-label={label(text.actions.compare)}
          onClick={() => props.onCompare()}
        >
          {props.isCompared ? text.actions.compared : text.actions.compare}
        </Button>
        <Button
          icon="download"
          aria-label={label(text.actions.export)}
          onClick={() => void props.actions.save(props.record)}
        >
          {text.actions.export}
        </Button>
      </div>
      <Show when={explained() && props.target}>
        {(target) => (
          <ExplanationView
            modelId={props.record.id}
            name={name()}
            target={target()}
            api={props.api}
            figures={props.figures}
          />
        )}
      </Show>
      <details class={styles.figures} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{text.actions.of(text.details.open, name())}</summary>
        <Show when={open()}>
          <ModelDetails
            record={props.record}
            error={error}
            features={props.figures.features(props.target?.unit ?? '')}
          />
        </Show>
      </details>
    </li>
  );
}

/** Lets a model speak, asking first where its contest is against it; takes it back; puts it away. */
function StatusButtons(props: ModelRowProps & { readonly name: string }) {
  const [asking, setAsking] = createSignal<string>();
  const speaks = () => props.record.status === 'champion' || props.record.status === 'canary';
  const label = (action: string) => text.actions.of(action, props.name);
  const promote = () => {
    const against = objection(props.record, props.contest);
    if (against === undefined) void props.actions.promote(props.record);
    else setAsking(against);
  };
  return (
    <>
      <Show
        when={speaks()}
        fallback={
          <Button closed={props.actions.isBusy()} aria-label={label(text.actions.promote)} onClick={promote}>
            {text.actions.promote}
          </Button>
        }
      >
        <Button
          closed={props.actions.isBusy()}
          aria-label={label(text.actions.rollBack)}
          onClick={() => void props.actions.rollBack(props.record)}
        >
          {text.actions.rollBack}
        </Button>
      </Show>
      <Show when={!speaks() && props.record.status !== 'archived'}>
        <Button
          closed={props.actions.isBusy()}
          aria-label={label(text.actions.archive)}
          onClick={() => void props.actions.archive(props.record)}
        >
          {text.actions.archive}
        </Button>
      </Show>
      <Dialog
        open={asking() !== undefined}
        heading={text.confirm.heading}
        onClose={() => setAsking(undefined)}
        actions={
          <Button
            look="danger"
            onClick={() => {
              setAsking(undefined);
              void props.actions.promote(props.record);
            }}
          >
            {text.confirm.yes}
          </Button>
        }
      >
        <p>{asking()}</p>
      </Dialog>
    </>
  );
}

/** `MASE 0.81, better than the simple rule` */
function standingWords(record: ModelRecord, contest: Contest | undefined): string {
  const standing = modelStanding(record, contest);
  if (!standing) return text.unjudged;
  const mase = text.mase(decimal(standing.mase, places(2)));
  if (!isPresent(standing.ruleMase)) return `${mase}. ${text.unjudged}`;
  const { wins, all } = standing.bands ?? { wins: Number(standing.mase < standing.ruleMase), all: 1 };
  if (wins > 0 && wins < all) return `${mase}, ${text.partly(formatCount(wins), formatCount(all))}`;
  return `${mase}, ${wins > 0 ? text.better : text.worse}`;
}
