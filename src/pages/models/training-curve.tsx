import { Show } from 'solid-js';
import type { CurvePoint } from '../../domain/model-record.ts';
import { CurveChart } from '../../ui/chart/curve-chart.tsx';
import { decimal } from '../../ui/format/decimal.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import { curveWords } from './training-words.ts';

/** The losses of a training, round by round. */
export function TrainingCurve(props: { readonly name: string; readonly curve: readonly CurvePoint[] }) {
  const rounds = () => props.curve.map((_, i) => i + 1);
  return (
    <Show when={curveWords(props.curve)}>
      {(summary) => (
        <CurveChart
          label={text.curve.label(props.name)}
          summary={summary()}
          xLabel={text.curve.epoch}
          curves={[
            { label: text.curve.loss, x: rounds(), y: props.curve.map(({ loss }) => loss) },
            {
              label: text.curve.validation,
              x: rounds(),
              y: props.curve.map(({ validationLoss }) => validationLoss),
            },
          ]}
          formatX={(round) => formatCount(round)}
          formatY={(loss) => decimal(loss, { maximumSignificantDigits: 3 })}
        />
      )}
    </Show>
  );
}
