import type { ModelRecord } from '../../domain/model-record.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { models as text } from '../../ui/text/en/models.ts';
import { FiguresTable } from '../pay/figures-table.tsx';
import { comparisonRows } from './comparison-rows.ts';
import { modelName } from './model-words.ts';

/** Two models side by side, and where they differ. */
export function ComparisonCard(props: {
  readonly pair: readonly [ModelRecord, ModelRecord];
  readonly targetName: (record: ModelRecord) => string;
  readonly error: (record: ModelRecord, value: number) => string;
  readonly onClose: () => void;
}) {
  const isSameTarget = () => props.pair[0].targetId === props.pair[1].targetId;
  const head = (record: ModelRecord) =>
    isSameTarget() ? modelName(record) : `${modelName(record)} – ${props.targetName(record)}`;
  return (
    <Card
      heading={text.compare.heading}
      aside={<Button onClick={() => props.onClose()}>{text.compare.close}</Button>}
    >
      <FiguresTable
        caption={text.compare.caption}
        first={text.compare.what}
        heads={props.pair.map(head)}
        rows={comparisonRows(props.pair, props.error).map(({ name, cells, differs }) => ({
          name: differs ? `${name} •` : name,
          cells,
        }))}
      />
    </Card>
  );
}
