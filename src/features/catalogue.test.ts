import { expect, it } from 'vitest';
import { REGISTRY } from './catalogue.ts';

/** The feature table, by name: models of every kind ask for these. */
const FEATURE_TABLE = `
  hashrate_th_s power_consumption_w efficiency_j_th avg_chip_temp_c max_chip_temp_c fan_speed_percent accepted_shares
  rejected_shares hashrate_stability power_efficiency_trend thermal_efficiency overclock_profile uptime_hours error_rate
  hashboard_variance
  effective_hashrate_th_s reported_vs_effective_ratio earnings_usd_24h earnings_per_th_usd merge_mining_bonus_percent
  coin_profitability_rank pool_efficiency_score difficulty_trend_7d reward_stability fee_adjusted_profitability
  time_to_reward share_acceptance_rate primary_coin_dominance profitability_volatility optimal_coin_switching_frequency
  price_usd price_change_24h_percent price_change_7d_percent market_cap_usd volume_24h_usd volatility_30d
  network_hashrate network_difficulty block_reward_usd transaction_fees_percent halving_countdown_days
  price_correlation_btc market_cycle_position mining_profitability_trend price_support_resistance_proximity
  actual_profit_margin_percent roi_current_hardware_days optimal_power_limit_w power_cost_per_dollar_earned
  hardware_upgrade_benefit_score maintenance_urgency_score thermal_risk_score efficiency_vs_market_percentile
  optimal_coin_allocation predicted_24h_profit_change hardware_failure_probability opportunity_cost_current_strategy
  market_based_power_adjustment optimal_firmware_settings predicted_maintenance_benefit
`;

it('every feature of the feature table has its definition', () => {
  const names = FEATURE_TABLE.trim().split(/\s+/);
  expect(names).toHaveLength(60);
  expect(names.filter((name) => REGISTRY.find(name) === undefined)).toEqual([]);
});

it('of every feature an owner can read how it is worked out, and from where', () => {
  for (const { name, formula, source } of REGISTRY.definitions) {
    expect(formula.length, name).toBeGreaterThan(15);
    expect(formula, name).toMatch(/[.)]$/);
    expect(source.length, name).toBeGreaterThan(4);
  }
});
