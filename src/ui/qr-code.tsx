import { createMemo } from 'solid-js';
import { encode } from 'uqr';
import styles from './qr-code.module.css';

/** Light squares around the code: with fewer than four some cameras do not find it (ISO/IEC 18004, section 6.3.8). */
const QUIET_ZONE = 4;

/** A text as a QR code, black on white in every theme, because many phones read no inverted ones. */
export function QrCode(props: { readonly text: string; readonly label: string }) {
  const code = createMemo(() => encode(props.text, { ecc: 'M', border: QUIET_ZONE }));
  return (
    <svg
      class={styles.code}
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${code().size} ${code().size}`}
      shape-rendering="crispEdges"
    >
      <path d={darkSquares(code().data)} fill="#000" />
    </svg>
  );
}

/** All dark squares as one path, each run of a row as one rectangle. */
function darkSquares(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      row.map((dark, x) => {
        if (!dark || row[x - 1]) return '';
        const end = row.indexOf(false, x);
        const length = (end < 0 ? row.length : end) - x;
        return `M${x} ${y}h${length}v1h-${length}z`;
      }),
    )
    .join('');
}
