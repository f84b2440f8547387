import { connection as text } from '../../ui/text/en/connection.ts';
import { pagePlace } from '../page-place.ts';
import type { Symptoms } from './doctor.ts';

/** One thing to check, with a page that helps where there is one. */
export interface Advice {
  readonly words: string;
  readonly href?: string | undefined;
}

/** Ports as `npm start -- --lan` has them. */
const LAN_PORT = '8788';
const CERTIFICATE_PORT = '8789';

/** What to check where the helper is not reached or does not let us in, the likeliest first. Empty where all is well. */
export function advice(symptoms: Symptoms): readonly Advice[] {
  const { helper, online, worker } = symptoms;
  if (helper === undefined || helper.proxy === 'ok') return [];
  const place = pagePlace(symptoms.origin);
  if (helper.proxy === 'not-paired')
    return place === 'here' ? [] : [{ words: text.letIn }, { words: text.turnedAway }];
  const offline = online === false ? [{ words: text.offline }] : [];
  const untrusted = worker === false ? [certificate(symptoms.origin)] : [];
  if (place === 'here')
    return [{ words: text.here.window }, { words: text.here.firewall }, ...permission(symptoms)];
  if (place === 'far')
    return [...offline, { words: text.far.vpn }, { words: text.far.proxy }, ...permission(symptoms)];
  return [
    ...offline,
    ...untrusted,
    { words: text.home.running },
    { words: text.home.sameNetwork },
    ...(isAddress(symptoms.origin) ? [{ words: text.home.address(new URL(symptoms.origin).hostname) }] : []),
    { words: text.home.firewall(new URL(symptoms.origin).port || '443') },
    ...(worker === undefined ? [certificate(symptoms.origin)] : []),
    ...permission(symptoms),
    { words: text.home.apple },
  ];
}

/** Chrome asks only pages from outside of the home; who once said no is not asked again. */
function permission({ origin, localNetwork }: Symptoms): readonly Advice[] {
  if (localNetwork === 'denied') return [{ words: text.permission.denied }];
  return localNetwork === 'prompt' && pagePlace(origin) === 'far' ? [{ words: text.permission.prompt }] : [];
}

function certificate(origin: string): Advice {
  const { hostname, port } = new URL(origin);
  // With other ports only the helper's own window knows where the page is.
  const href = port === LAN_PORT ? `http://${hostname}:${CERTIFICATE_PORT}/` : undefined;
  return { words: text.home.certificate, href };
}

function isAddress(origin: string): boolean {
  return /^\d+(\.\d+){3}$/.test(new URL(origin).hostname);
}
