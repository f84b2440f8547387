import { Field } from '../../ui/field.tsx';
import styles from './data-page.module.css';

/** One file of this computer. */
export function FileField(props: {
  readonly label: string;
  readonly accept?: string | undefined;
  readonly onChoose: (file: File | undefined) => void;
}) {
  return (
    <Field label={props.label}>
      {({ id, describedBy }) => (
        <input
          id={id}
          class={styles.file}
          type="file"
          accept={props.accept}
          aria-describedby={describedBy}
          onChange={(event) => props.onChoose(event.currentTarget.files?.[0])}
        />
      )}
    </Field>
  );
}
