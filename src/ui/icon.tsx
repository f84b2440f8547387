import styles from './icon.module.css';

/** Strokes on a 24 × 24 grid, 1.75 wide, round ends: one hand drew them all. */
const STROKES = {
  add: 'M12 5v14M5 12h14',
  alert: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.2',
  bell: 'M6 17V11a6 6 0 1 1 12 0v6l1.5 1.5h-15zM10 21h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.2 2',
  close: 'M6 6l12 12M18 6 6 18',
  coins:
    'M9 12a6 3 0 1 0 0-6 6 3 0 0 0 0 6zM3 9v4c0 1.7 2.7 3 6 3M9 20c3.3.4 6-1.3 12-3.3M15 18a6 3 0 1 0 0-6 6 3 0 0 0 0 6zM9 15v3c0 1.7 2.7 3 6 3s6-1.3 6-3v-3',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  degraded: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.2',
  download: 'M12 4v11M7 10.5l5 5 5-5M4 20h16',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5 17.5 10',
  fleet: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  forecast: 'M3 16l4.5-5 3 2.5 3-4.5M13.5 9 21 4.5M13.5 9H21M13.5 9l7.5 4.5',
  good: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.3l2.8 2.8L16 9.5',
  health: 'M3 12h4l2.5-6 4.5 12 2.5-6H21',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.2',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5',
  lost: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.2 9.5A2.8 2.8 0 1 1 12 12.6v1.2M12 17v.2',
  more: 'M4.5 12h1M11.5 12h1M18.5 12h1',
  offline: 'M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM9 9l6 6M15 9l-6 6',
  paused: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM10 9v6M14 9v6',
  reload: 'M20 5v5h-5M4.5 13A8 8 0 1 0 7 6.3L4 9',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2 21 21',
  stale: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l-3.2 2',
  tag: 'M3.5 12.5V4h8.5l8.5 8.5-8 8zM8 8.5v.1',
  tune: 'M4 17a8 8 0 1 1 16 0M12 17l4-6',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
} as const;

export type IconName = keyof typeof STROKES;

/** A small drawing beside a word. It is never the only bearer of a meaning, so it is hidden from screen readers. */
export function Icon(props: { readonly name: IconName; readonly size?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width={props.size ?? '1.25em'}
      height={props.size ?? '1.25em'}
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      class={styles.icon}
    >
      <path d={STROKES[props.name]} />
    </svg>
  );
}
