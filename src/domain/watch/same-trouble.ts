import type { Alert, AlertKind } from '../alert.ts';
import type { Trouble } from '../health/watch-finding.ts';

/** What a rule or the mining watch calls a trouble. `pool-failover` is the same to both. */
type Sign = AlertKind | Trouble;

/** What stands for it, of an alert and of a condition alike. */
type Told = Pick<Alert, 'kind' | 'evidence'>;

/**
 * What each sign brings about or is another name of: a fan that stands heats the chip, which protects itself and then
 * hashes nothing. The rule that is quick and the finding that weighs weeks of evidence stand in one row where they see
 * the same.
 */
const BRINGS_ABOUT: Readonly<Partial<Record<Sign, readonly Sign[]>>> = {
  unreachable: ['network'],
  'fan-stopped': [
    'fan-wear',
    'chip-hot',
    'vr-hot',
    'overheated',
    'not-hashing',
    'low-hashrate',
    'thermal-resistance',
    'regulator-heat',
  ],
  overheated: ['chip-hot', 'vr-hot', 'not-hashing', 'silent-death', 'low-hashrate', 'device-fault'],
  'chip-hot': ['vr-hot', 'low-hashrate', 'error-rise'],
  'vr-hot': ['low-hashrate', 'error-rise'],
  'device-fault': ['not-hashing', 'silent-death', 'low-hashrate', 'domain-stalled', 'part-loss'],
  'domain-stalled': ['low-hashrate', 'part-loss', 'slow-decline', 'error-rise'],
  'pool-failover': ['not-hashing', 'silent-death', 'low-hashrate', 'network', 'share-gap', 'shares-rejected'],
  'not-hashing': ['silent-death', 'low-hashrate', 'flatline', 'share-gap'],
  'restart-in-vain': ['silent-death', 'low-hashrate', 'flatline', 'share-gap'],
  'silent-death': ['low-hashrate', 'flatline', 'share-gap'],
  'low-hashrate': ['slow-decline', 'part-loss', 'error-rise'],
  'thermal-resistance': ['chip-hot', 'overheated', 'vr-hot'],
  'fan-wear': ['chip-hot', 'overheated', 'vr-hot'],
  'hot-room': ['chip-hot', 'overheated', 'vr-hot'],
  'regulator-heat': ['vr-hot', 'overheated'],
  'supply-sag': ['domain-stalled', 'device-fault', 'not-hashing', 'low-hashrate'],
};

/** A cause this likely is what an owner is sent to look for: two findings that share it are one errand. */
const LIKELY = 0.5;

/** May an alert and a condition of one and the same miner be one trouble? Not passed on from one to the next. */
export function mayBeOneTrouble(alert: Told, condition: Told): boolean {
  const [one, other] = [signOf(alert), signOf(condition)];
  if (BRINGS_ABOUT[one]?.includes(other) || BRINGS_ABOUT[other]?.includes(one)) return true;
  const cause = likelyCause(alert);
  return cause !== undefined && cause === likelyCause(condition);
}

/** Troubles that a rule sees begin and end by the second, where the mining watch judges a quarter of an hour afterwards. */
const SEEN_AT_ONCE: ReadonlySet<Sign> = new Set<Sign>(['network', 'pool-failover', 'flatline']);

/** Is a rule's word that it is over the last one, also while the mining watch still finds it? */
export function isOverByRule(condition: Told): boolean {
  return condition.kind === 'finding' && SEEN_AT_ONCE.has(signOf(condition));
}

/** What it is about: its kind, or the trouble that the mining watch found. */
export function signOf({ kind, evidence }: Told): Sign {
  return kind === 'finding' ? (evidence.found?.trouble ?? kind) : kind;
}

function likelyCause({ evidence: { found } }: Told) {
  return found?.cause !== undefined && found.cause.chance >= LIKELY ? found.cause.cause : undefined;
}
