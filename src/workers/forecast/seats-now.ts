import type { Speaker } from '../../domain/forecast.ts';
import type { ModelRecord } from '../../domain/model-record.ts';
import type { ContestOutcome, Seat } from '../../insight/forecast/contest.ts';
import { nameOfKind } from './model-kinds.ts';
import { isSpeaking } from './model-registry.ts';

/**
 * Who speaks now, by the contest and by what its owner has decided since: a model that was promoted speaks for the whole horizon;
 * where one that won may not speak any more, the simple rule does.
 */
export function seatsNow(
  { contest, seats }: Pick<ContestOutcome, 'contest' | 'seats'>,
  models: readonly ModelRecord[],
): readonly Seat[] {
  const promoted = promotedOf(models);
  const all = contest.bands.flatMap(({ entries }) => entries.map(({ speaker }) => speaker));
  return seats.map((seat, place) => {
    if (promoted) return seatOf(seat, speakerOf(promoted));
    const may = Object.keys(seat.weights).every((name) => {
      const id = all.find((speaker) => speaker.name === name)?.modelId;
      return id === undefined || models.some((model) => model.id === id && isSpeaking(model));
    });
    if (may) return seat;
    const rule = contest.bands[place]?.entries.find(({ verdict }) => verdict === 'is-rule')?.speaker;
    return rule ? seatOf(seat, rule) : seat;
  });
}

/** The model that its owner lets speak, against or with the contest. */
export function promotedOf(models: readonly ModelRecord[]): ModelRecord | undefined {
  return models.find(
    ({ status, history }) => status === 'champion' && history.at(-1)?.reason.kind === 'owner',
  );
}

/** A model as it is called where it speaks. */
export function speakerOf({ id, kind }: Pick<ModelRecord, 'id' | 'kind'>): Speaker {
  return { kind: 'model', name: nameOfKind(kind), modelId: id };
}

function seatOf({ fromStep, toStep }: Seat, speaker: Speaker): Seat {
  return { fromStep, toStep, speaker, weights: { [speaker.name]: 1 } };
}
