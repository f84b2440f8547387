import type { ProxyCheck } from '../../domain/fleet-view.ts';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import { pagePlace } from '../page-place.ts';
import type { BrowserSigns } from './browser-signs.ts';

const text = addMiner.doctor;

/** What the doctor looks at. */
export interface Symptoms extends Partial<BrowserSigns> {
  readonly origin: string;
  readonly secure: boolean;
  /** Undefined while the helper is being asked. */
  readonly helper?: ProxyCheck | undefined;
  /** The collector itself could not start, so nobody could ask the helper. */
  readonly storeFailure?: string | undefined;
}

export type VerdictKind = 'asking' | 'insecure' | 'no-store' | 'no-helper' | 'not-paired' | 'ready';

/** One sentence, and what the page offers beside it. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly sentence: string;
}

export interface Check {
  readonly words: string;
  readonly fine: boolean | undefined;
}

/** Where Davylamp is at home: the same port, on the computer itself. */
export function localOrigin(origin: string): string {
  const { port } = new URL(origin);
  return `http://localhost:${port || '8787'}`;
}

/** What stands in the way, the first thing first: there is no use in pairing on a page that cannot keep the pairing. */
export function verdict({ origin, secure, helper, storeFailure }: Symptoms): Verdict {
  if (!secure) return { kind: 'insecure', sentence: text.insecure(localOrigin(origin)) };
  if (storeFailure !== undefined) return { kind: 'no-store', sentence: text.noStore(storeFailure) };
  if (helper === undefined) return { kind: 'asking', sentence: text.asking };
  const here = pagePlace(origin) === 'here';
  if (helper.proxy === 'no-proxy')
    return { kind: 'no-helper', sentence: here ? text.noHelper : text.noHelperFromHere };
  if (helper.proxy === 'not-paired')
    return { kind: 'not-paired', sentence: here ? text.notPaired : text.notLetIn };
  return { kind: 'ready', sentence: text.ready };
}

/** Everything that was looked at, for those who want to know. */
export function checks({ origin, secure, helper, online, worker }: Symptoms): readonly Check[] {
  const reached = helper && helper.proxy !== 'no-proxy';
  return [
    { words: text.checks.origin(origin), fine: true },
    { words: secure ? text.checks.secure : text.checks.insecure, fine: secure },
    ...(online === false ? [{ words: text.checks.offline, fine: false }] : []),
    ...(worker === undefined
      ? []
      : [{ words: worker ? text.checks.trusted : text.checks.untrusted, fine: worker }]),
    {
      words:
        helper === undefined
          ? text.checks.helperUnknown
          : reached
            ? text.checks.helper(helper.version)
            : text.checks.noHelper,
      fine: helper && reached,
    },
    ...(reached
      ? [
          {
            words: helper.proxy === 'ok' ? text.checks.paired : text.checks.notPaired,
            fine: helper.proxy === 'ok',
          },
        ]
      : []),
  ];
}
