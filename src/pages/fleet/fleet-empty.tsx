import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { fleetEmpty as text } from '../../ui/text/en/fleet-empty.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './fleet-empty.module.css';

/** No miner yet: what will stand here, and two ways on. */
export function FleetEmpty() {
  const { show } = useFleet();
  return (
    <EmptyState
      heading={text.heading}
      purpose={text.purpose}
      picture={<CardPicture />}
      actions={
        <>
          <ButtonLink look="primary" icon="add" href="/add">
            {text.add}
          </ButtonLink>
          <Button onClick={() => show('demo')}>{text.demo}</Button>
        </>
      }
    />
  );
}

/** A drawing of a miner's card, not a card: no figure in it could be taken for a real one. */
function CardPicture() {
  const curve = Float64Array.from(
    { length: 40 },
    (_, i) => 0.78 + 0.06 * Math.sin(i * 0.9) + 0.05 * Math.sin(i * 0.37),
  );
  return (
    <div class={styles.card}>
      <div class={styles.head}>
        <span class={styles.name} />
        <StateBadge state="hashing" />
      </div>
      <span class={styles.rate} />
      <Sparkline values={curve} expected={0.85} label="" />
      <span class={styles.figures} />
    </div>
  );
}
