import { byPlace, checkCases, type FeatureCase, steady } from '../../../tests/support/feature-cases.ts';
import { FAULT_FEATURES } from './fault-features.ts';
import { RELIABILITY_FEATURES } from './reliability-features.ts';

const NO = Number.NaN;

const row = (feature: string, given: string, inputs: readonly number[], is: number): FeatureCase => ({
  feature,
  given,
  inputs: inputs.map((value) => [value]),
  is,
});

const RAN_S = 3_600;
/** Ten hours with two outages: one of two hours, one that a night without anybody looking hides the end of. */
const online = [1, 1, 0.5, 0, 1, NO, 0.2, NO, 0, 1];
/** 200 hours, restarted in hours 50 and 150, the second time after an outage that began in the same hour. */
const twoFaults = [
  byPlace(200, (hour) => (hour === 150 ? 0.7 : 1)),
  byPlace(200, (hour) => (hour === 50 || hour === 150 ? 1 : 0)),
];

checkCases(
  [...FAULT_FEATURES, ...RELIABILITY_FEATURES],
  [
    {
      feature: 'restarts_24h',
      given: 'one in the last 24 hours and one before',
      inputs: [[1, ...steady(20, 0), 1, 0, 0, 0]],
      is: 1,
    },
    { feature: 'restarts_24h', given: 'five hours of a day', inputs: [steady(5, 0)], is: NO },
    { feature: 'restarts_7d', given: 'two in two days', inputs: [[1, ...steady(46, 0), 1]], is: 2 },
    { feature: 'outages_24h', given: 'two of which one goes on unseen', inputs: [online], is: 2 },
    {
      feature: 'outages_7d',
      given: 'one that goes on for two days',
      inputs: [[...steady(24, 1), ...steady(48, 0)]],
      is: 1,
    },
    {
      feature: 'online_share_24h',
      given: 'eight hours seen, of which 4.7 hashed',
      inputs: [online],
      is: 4.7 / 8,
    },
    {
      feature: 'mean_time_between_faults_hours',
      given: '200 hours with two faults',
      inputs: [...twoFaults, steady(200, RAN_S)],
      is: 100,
    },
    {
      feature: 'mean_time_between_faults_hours',
      given: '200 hours without any',
      inputs: [steady(200, 1), steady(200, 0), steady(200, RAN_S)],
      is: 200,
    },
    {
      feature: 'mean_time_between_faults_hours',
      given: '200 hours of a device that tells no uptime, with two outages of half an hour',
      inputs: [
        byPlace(200, (hour) => (hour === 50 || hour === 150 ? 0.5 : 1)),
        steady(200, NO),
        steady(200, NO),
      ],
      is: 199 / 2,
    },
    {
      feature: 'mean_time_between_faults_is_bound',
      given: 'a restart of a device of which no state was kept',
      inputs: [steady(200, NO), byPlace(200, (hour) => Number(hour === 50))],
      is: 0,
    },
    { feature: 'mean_time_between_faults_is_bound', given: 'two faults', inputs: twoFaults, is: 0 },
    {
      feature: 'mean_time_between_faults_is_bound',
      given: '200 hours without any',
      inputs: [steady(200, 1), steady(200, 0)],
      is: 1,
    },
    {
      feature: 'mean_time_between_faults_is_bound',
      given: 'nothing seen',
      inputs: [steady(200, NO), steady(200, NO)],
      is: NO,
    },
    { feature: 'time_since_fault_hours', given: 'two faults', inputs: twoFaults, is: 49 },
    {
      feature: 'time_since_fault_hours',
      given: '200 hours without any',
      inputs: [steady(200, 1), steady(200, 0)],
      is: NO,
    },
    {
      feature: 'polls_answered_share_24h',
      given: '180 of 240 polls in each hour that it was there, and a night without anybody asking',
      inputs: [[...steady(4, 180), NO, NO, 180, 180], steady(8, NO), steady(8, 15_000)],
      is: 0.75,
    },
    {
      feature: 'polls_answered_share_24h',
      given: 'six hours of 342 of 360 polls after hours of history that was filled in later, a row a minute',
      inputs: [[...steady(18, 60), ...steady(6, 342)], steady(24, NO), steady(24, 10_000)],
      is: 0.95,
    },
    {
      feature: 'polls_answered_share_24h',
      given: 'a device that is asked once a minute',
      inputs: [steady(8, 54), steady(8, NO), steady(8, 60_000)],
      is: 0.9,
    },
    row('wifi_rssi_dbm', 'a device', [-61], -61),
    row(
      'network_reliability',
      '0.9 answered, latency 100 ms that spreads by 25',
      [0.9, 100, 5, 4 * 625],
      0.72,
    ),
    row('network_reliability', '0.9 answered by a device that tells no latency', [0.9, NO, NO, NO], 0.9),
    row('stability_score', '0.9 online, spread of a tenth, two restarts', [0.9, 0.1, 2], 0.27),
    row('stability_score', 'a hashrate that spreads by more than its mean', [0.9, 1.5, 0], 0),
    row('rate_share_behind_one_pool', 'a fleet', [0.9], 0.9),
    row('rate_share_behind_one_board', 'a fleet', [0.4], 0.4),
    row('rate_share_behind_one_circuit', 'a fleet', [1], 1),
    row('single_point_of_failure_share', 'a fleet whose circuits nobody knows', [0.9, 0.4, NO], 0.9),
    row('single_point_of_failure_share', 'a fleet of which nothing is known', [NO, NO, NO], NO),
  ],
);
