import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import type { LearnerHealth } from '../../workers/forecast-api.ts';
import { FiguresTable } from '../pay/figures-table.tsx';
import { backendName } from './training-words.ts';

const words = text.health;

/** What the learner does and holds, and how fast each way to work things out is on this device. */
export function HealthCard(props: { readonly health: LearnerHealth }) {
  const fastest = () => {
    const timed = props.health.backends.filter((each) => each.msPerBatch !== undefined && !each.ruledOut);
    return timed.toSorted((a, b) => (a.msPerBatch ?? 0) - (b.msPerBatch ?? 0))[0];
  };
  const note = (backend: LearnerHealth['backends'][number]) => {
    if (backend.ruledOut !== undefined) return words.ruledOut(backend.ruledOut);
    if (backend.msPerBatch === undefined) return words.untried;
    return backend === fastest() ? words.fastest : words.tried;
  };
  return (
    <Card heading={words.heading}>
      <Facts
        facts={[
          [words.running, formatCount(props.health.running)],
          [words.waiting, formatCount(props.health.waiting)],
          [words.models, formatCount(props.health.models)],
          [words.size, formatBytes(props.health.modelBytes)],
          [words.held, formatBytes(props.health.heldBytes)],
        ]}
      />
      <FiguresTable
        caption={words.backends}
        first={words.backend}
        heads={[words.time, words.note]}
        rows={props.health.backends.map((backend) => ({
          name: capitalised(backendName(backend.name)),
          cells: [withUnit(backend.msPerBatch, words.ms, { maximumFractionDigits: 1 }), note(backend)],
        }))}
      />
    </Card>
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
