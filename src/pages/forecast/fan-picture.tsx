import styles from './forecast-page.module.css';

/** What a forecast looks like: a line that opens into a fan. Decoration only. */
export function FanPicture() {
  return (
    <svg class={styles.fanPicture} viewBox="0 0 240 100" aria-hidden="true">
      <path class={styles.fanOuter} d="M110 56C150 44 190 22 232 8V96C190 86 150 70 110 56z" />
      <path class={styles.fanInner} d="M110 56C150 48 190 34 232 26V76C190 70 150 62 110 56z" />
      <path class={styles.fanPast} d="M8 70l18-10 16 8 18-22 18 14 16-6 16 2" />
      <path class={styles.fanMedian} d="M110 56c40-3 80-6 122-8" />
    </svg>
  );
}
