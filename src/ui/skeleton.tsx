import styles from './skeleton.module.css';

/** The outline of something that is being read. Hidden from screen readers: the page says "loading" once. */
export function Skeleton(props: { readonly height: string; readonly width?: string }) {
  return (
    <div
      class={styles.skeleton}
      style={{ height: props.height, width: props.width ?? '100%' }}
      aria-hidden="true"
    />
  );
}
