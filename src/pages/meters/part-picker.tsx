import { createMemo, createSignal, Show } from 'solid-js';
import type { MeterPart } from '../../domain/meter.ts';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import { partFigures } from './meter-words.ts';

/** From so many on a list is looked through by typing: a Home Assistant has hundreds of entities. */
const MANY = 12;

/** One of the parts of a device: of a strip, of a house. */
export function PartPicker(props: {
  readonly parts: readonly MeterPart[];
  readonly picked: string;
  readonly onPick: (partId: string) => void;
}) {
  const words = text.form;
  const { view } = useFleet();
  const unit = () => view()?.settings.temperatureUnit ?? 'C';
  const [typed, setTyped] = createSignal('');
  const fits = createMemo(() => {
    const wanted = typed().trim().toLowerCase();
    return props.parts.filter(({ id, name }) => `${id} ${name ?? ''}`.toLowerCase().includes(wanted));
  });
  // The same choices must stay the same objects: an open list would close with the next view.
  const choices = createMemo(() =>
    fits().map((part) => {
      const figures = partFigures(part, { unit: unit() });
      const name = part.name === undefined ? part.id : `${part.name} (${part.id})`;
      return { choice: part.id, label: figures ? `${name}: ${figures}` : name };
    }),
  );
  const look = (entry: string) => {
    setTyped(entry);
    const [first] = fits();
    if (first && !fits().some(({ id }) => id === props.picked)) props.onPick(first.id);
  };
  return (
    <>
      <Show when={props.parts.length >= MANY}>
        <TextField
          label={words.filter}
          hint={words.filterHint(fits().length, props.parts.length)}
          value={typed()}
          autocomplete="off"
          onInput={(event) => look(event.currentTarget.value)}
        />
      </Show>
      <SelectField label={words.part} choices={choices()} chosen={props.picked} onChoose={props.onPick} />
    </>
  );
}
