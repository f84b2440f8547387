import type { Cause } from '../../../domain/health/cause.ts';
import type { EarningsNeed } from '../../../domain/health/health-report.ts';
import type { Symptom } from '../../../domain/health/symptom.ts';
import type { Evidence, Trouble } from '../../../domain/health/watch-finding.ts';

/** What can be found, what may be behind it, and what it is seen by: plain words, the trade's in brackets. */
export const healthFindings = {
  /** After the names of the miners: "Garage S19 – the fan is wearing". No full stop. */
  troubles: {
    flatline: 'claims to hash and finds nothing (flatline)',
    'slow-decline': 'the hashrate is falling slowly',
    'part-loss': 'a board or chip is lost',
    'error-rise': 'more and more work is wrong (hardware errors)',
    'thermal-resistance': 'the cooling is getting worse (thermal resistance)',
    'fan-wear': 'the fan is wearing',
    'supply-sag': 'the supply voltage sags under load',
    'regulator-heat': 'the voltage regulator (VR) runs hotter',
    'power-rise': 'it draws more power for the same work',
    'hot-room': 'the room is hotter than usual',
    network: 'the network is in trouble',
    'pool-failover': 'it mines on its spare pool',
    'shares-rejected': 'the pool refuses more work (rejected shares)',
    'shares-stale': 'more work comes too late (stale shares)',
    'share-gap': 'it finds fewer shares than its hashrate promises',
    'earnings-drop': 'it earns far less than its hashrate should bring',
    'settings-changed': 'its settings were changed',
    'firmware-changed': 'its firmware was changed',
    'pool-address': 'it mines to another address',
  } satisfies Record<Trouble, string>,

  /** What the size of a finding is a size of. */
  figures: {
    cooling: 'Warmth per watt that the cooling leaves in the chip',
    'cooling-by-clock': 'Warmth per megahertz that the cooling leaves in the chip',
    'chip-over-sink': 'Chip above regulator or outlet air',
    'fan-speed': 'Fan speed at the same duty',
    'fan-jitter': 'Swing of the fan’s speed',
    supply: 'Input voltage at the same current',
    errors: 'Wrong work (error rate)',
    hashrate: 'Hashrate, of what clock and errors promise',
    'hashrate-by-clock': 'Hashrate at the same clock and errors',
    boards: 'Weakest board beside the middle one',
    power: 'Power at the same settings',
    air: 'Air of the room',
    shares: 'Shares, of what the hashrate promises',
    earnings: 'Credited by the pool, of what the hashrate was worth',
    told: 'What the miner itself tells',
  } satisfies Record<Evidence['figure'], string>,
  /** Where shares are counted against another thing than the hashrate. */
  shareFigures: {
    'shares-rejected': 'Refused shares, of all',
    'shares-stale': 'Late shares, of all',
  } satisfies Partial<Record<Trouble, string>>,
  more: (size: string) => `${size} more than usual`,
  less: (size: string) => `${size} less than usual`,
  /** Of pay, which is held against its promise. */
  lessPaid: (size: string) => `${size} less`,
  morePaid: (size: string) => `${size} more`,
  ofAll: (size: string) => size,
  between: (size: string, low: string, high: string) => `${size} (95 % likely ${low} to ${high})`,

  causes: {
    dust: 'Dust in the cooling',
    'dry-paste': 'Dried thermal paste',
    'worn-fan': 'A worn fan',
    'weak-supply': 'A weak supply, cable or plug',
    'hot-regulator': 'A failing voltage regulator (VR)',
    'weak-chips': 'Too much clock or too little voltage for the chips',
    'lost-part': 'A lost chip or board',
    'hung-firmware': 'Hung firmware',
    'hot-room': 'A hot room',
    network: 'The network at home',
    pool: 'The pool',
    'somebody-else': 'Somebody else changed it',
  } satisfies Record<Cause, string>,

  /** Seen: "the fan turns slower at the same duty". */
  symptoms: {
    'cooling-worse': 'the chip is hotter for the same power',
    'chip-far-above-sink': 'the chip is far hotter than the parts beside it',
    'regulator-hotter': 'the regulator is hotter beside the chip',
    'fan-slower': 'the fan turns slower at the same duty',
    'fan-unsteady': 'the fan’s speed swings',
    'supply-lower': 'the input voltage is lower at the same current',
    'errors-more': 'more work is wrong',
    'hashrate-less': 'the hashrate is below its promise',
    'loss-at-once': 'the loss came at once',
    'board-less': 'one board does less than the others',
    'power-more': 'it draws more power',
    'air-warmer': 'the air is warmer',
    'part-still': 'a part of it stands still',
    'no-shares': 'no shares come',
    'fewer-shares': 'fewer shares come than should',
    'shares-refused': 'the pool refuses shares',
    'shares-late': 'shares come too late',
    'paid-less': 'the pool credits less than the hashrate is worth',
    'no-answer': 'it does not answer',
    'other-pool': 'it mines on another pool',
    'others-too': 'other miners show it too',
    'settings-other': 'its settings are others',
    'firmware-other': 'its firmware is another',
    'address-other': 'it mines to another address',
  } satisfies Record<Symptom, string>,
  /** The same, not there: what speaks against a cause, or confirms a repair. */
  symptomsGone: {
    'cooling-worse': 'the chip is no hotter for the same power',
    'chip-far-above-sink': 'the chip is no hotter than usual beside the parts around it',
    'regulator-hotter': 'the regulator is no hotter beside the chip',
    'fan-slower': 'the fan turns as fast as ever at the same duty',
    'fan-unsteady': 'the fan’s speed is steady',
    'supply-lower': 'the input voltage holds at the same current',
    'errors-more': 'no more work is wrong than usual',
    'hashrate-less': 'the hashrate keeps its promise',
    'loss-at-once': 'it came bit by bit',
    'board-less': 'all boards do the same',
    'power-more': 'it draws what it always did',
    'air-warmer': 'the air is no warmer than usual',
    'part-still': 'all parts of it work',
    'no-shares': 'shares come',
    'fewer-shares': 'shares come as they should',
    'shares-refused': 'the pool takes its shares',
    'shares-late': 'shares come in time',
    'paid-less': 'the pool credits what the hashrate is worth',
    'no-answer': 'it answers',
    'other-pool': 'it mines on its first pool',
    'others-too': 'other miners do not show it',
    'settings-other': 'its settings are its own',
    'firmware-other': 'its firmware is the same',
    'address-other': 'it mines to its own address',
  } satisfies Record<Symptom, string>,
  /** How much a symptom says, in words, by the odds that it moves. */
  strength: { strong: 'strongly', clear: 'clearly', weak: 'a little' },
  /** What a pool credited, in coins: "Braiins credited 0.00012 BTC for 3 days. Your hashrate was worth 0.00024 BTC, …" */
  credited: (pool: string, credited: string, days: number, worth: string) =>
    `${pool} credited ${credited} for ${days === 1 ? '1 day' : `${days} days`}. Your hashrate was worth ${worth}, at the difficulty of those days and after the pool’s fee.`,
  pay: {
    none: 'Pay is not watched: no pool account is followed. Settings → Sources lists the pools that tell what they credit.',
    watched: (account: string, days: number, to: string) =>
      `Pay of ${account}: held against your hashrate for ${days === 1 ? '1 day' : `${days} days`}, up to ${to}.`,
    missing: {
      days: (account: string) => `Pay of ${account} is not watched: the pool lists no pay by the day.`,
      terms: (account: string) =>
        `Pay of ${account} is not watched: nobody knows how the pool pays, or it pays by luck or bids.`,
      miners: (account: string) =>
        `Pay of ${account} is not watched: no miner here works for it alone, or others work for it as well.`,
      work: (account: string) => `Pay of ${account} is not watched: too little of its days is recorded.`,
      chain: (account: string) =>
        `Pay of ${account} is not watched: the coin’s difficulty or fees of those days are not known.`,
    } satisfies Record<EarningsNeed, (account: string) => string>,
  },
  reason: (symptom: string, strength: string) => `${symptom} (${strength})`,
} as const;
