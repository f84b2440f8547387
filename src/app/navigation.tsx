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
  /** Left out of the bar under the thumb, which holds five: the Fleet page leads there, too. */
  readonly wideOnly?: boolean;
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
  },
  { href: '/tune', label: text.pages.tune, icon: 'tune', under: ['tune'], wideOnly: true },
  { href: '/plan', label: text.pages.plan, icon: 'clock', under: ['plan'], wideOnly: true },
  { href: '/add', label: text.pages.add, icon: 'add', under: ['add'], wideOnly: true },
  { href: '/settings', label: text.pages.settings, icon: 'settings', under: ['settings', 'learn/features'] },
];

/** The pages: a bar under the thumb on a phone, a column at the side on anything wider. */
export function Navigation() {
  const location = useLocation();
  const isHere = ({ under }: Place) => {
    const [, first = '', second = ''] = location.pathname.split('/');
    return under.includes(first) || under.includes(`${first}/${second}`);
  };
  return (
    <nav class={styles.navigation} aria-label={text.navigation}>
      <ul>
        <For each={PLACES}>
          {(place) => (
            <li data-wide-only={place.wideOnly}>
              <a href={place.href} aria-current={isHere(place) ? 'page' : undefined}>
                <Icon name={place.icon} size="1.5rem" />
                <span>{place.label}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
