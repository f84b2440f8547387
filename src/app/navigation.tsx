import { useLocation } from '@solidjs/router';
import { For } from 'solid-js';
import { Icon, type IconName } from '../ui/icon.tsx';
import { app as text } from '../ui/text/en/app.ts';
import styles from './navigation.module.css';

interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** What the paths begin with under which this place is the present one. */
  readonly under: readonly string[];
  /** Behind "More" in the bar under the thumb, which holds five. */
  readonly isFurther?: boolean;
}

const PLACES: readonly Place[] = [
  { href: '/', label: text.pages.fleet, icon: 'fleet', under: ['', 'miner'] },
  { href: '/health', label: text.pages.health, icon: 'health', under: ['health'] },
  { href: '/pay', label: text.pages.pay, icon: 'coins', under: ['pay'] },
  {
    href: '/learn/forecast',
    label: text.pages.forecast,
    icon: 'forecast',
    under: ['learn/forecast', 'learn/models'],
    isFurther: true,
  },
  { href: '/tune', label: text.pages.tune, icon: 'tune', under: ['tune'], isFurther: true },
  { href: '/plan', label: text.pages.plan, icon: 'clock', under: ['plan', 'allocate'] },
  { href: '/add', label: text.pages.add, icon: 'add', under: ['add'], isFurther: true },
  {
    href: '/settings',
    label: text.pages.settings,
    icon: 'settings',
    under: ['settings', 'learn/features'],
    isFurther: true,
  },
];

/** The pages: a bar under the thumb on a phone, a column at the side on anything wider. */
export function Navigation() {
  const location = useLocation();
  const isHere = ({ under }: Place) => {
    const [, first = '', second = ''] = location.pathname.split('/');
    return under.includes(first) || under.includes(`${first}/${second}`);
  };
  let more: HTMLDivElement | undefined;
  const link = (place: Place) => (
    <a
      href={place.href}
      aria-current={isHere(place) ? 'page' : undefined}
      onClick={() => more?.hidePopover()}
    >
      <Icon name={place.icon} size="1.5rem" />
      <span>{place.label}</span>
    </a>
  );
  const further = PLACES.filter(({ isFurther }) => isFurther);
  return (
    <nav class={styles.navigation} aria-label={text.navigation}>
      <ul>
        <For each={PLACES}>{(place) => <li data-further={place.isFurther}>{link(place)}</li>}</For>
        <li class={styles.more}>
          <button type="button" popovertarget="further-pages" data-here={further.some(isHere)}>
            <Icon name="more" size="1.5rem" />
            <span>{text.more}</span>
          </button>
        </li>
      </ul>
      <div
        id="further-pages"
        popover="auto"
        class={styles.further}
        ref={(element) => {
          more = element;
        }}
      >
        <For each={further}>{link}</For>
      </div>
    </nav>
  );
}
