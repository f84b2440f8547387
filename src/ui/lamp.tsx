import styles from './lamp.module.css';

/** The Davy lamp of the brand. Its flame is always the same: it never tells how the miners are. */
export function Lamp(props: { readonly size: string }) {
  return (
    <svg class={styles.lamp} viewBox="16 2 32 58" height={props.size} aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
        <circle cx="32" cy="8.2" r="4.2" />
        <path d="M25.6 19.5c0-4.4 2.8-7.1 6.4-7.1s6.4 2.7 6.4 7.1M21 20.2h22M21 46.4h22M23.8 20.2v26.2M40.2 20.2v26.2" />
        <path d="M22.4 46.6 21.6 57h20.8l-.8-10.4" fill="currentColor" />
      </g>
      <path
        class={styles.flame}
        d="M32.4 26.4c.5 3.9 5.2 6.6 5.2 11.6a5.6 5.6 0 0 1-11.2 0c0-2.6 1.3-4 2.5-5.6 1.4-1.9 2.9-3.4 3.5-6z"
      />
    </svg>
  );
}
