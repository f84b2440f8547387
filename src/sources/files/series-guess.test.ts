import { describe, expect, test } from 'vitest';
import { guessColumn } from './series-guess.ts';

const guess = (name: string, ...samples: string[]) => {
  const { guess: found, note } = guessColumn(name, samples, '.');
  return found ? `${found.series} ${found.unit}` : note;
};

describe('what the name of a column means', () => {
  test('the log of a Bitaxe fleet', () => {
    const header =
      'asic_temp_c hashrate_ghs power_w vin_mv freq_mhz fan_rpm shares_accepted shares_rejected uptime_s';
    expect(header.split(' ').map((name) => guess(name))).toEqual([
      'tempChipMaxC °C',
      'hashrateHs GH/s',
      'powerW W',
      'voltageInV mV',
      'frequencyMhz MHz',
      'fanRpm rpm',
      'sharesAccepted ',
      'sharesRejected ',
      'uptimeS s',
    ]);
  });

  test('the columns of bitaxe-monitor', () => {
    const columns =
      'hashrate_th expected_hashrate_gh temperature_c vr_temperature_c fan_speed_rpm core_voltage_actual_v input_voltage_v best_diff wifi_rssi';
    expect(columns.split(' ').map((name) => guess(name))).toEqual([
      'hashrateHs TH/s',
      'expectedHashrateHs GH/s',
      'tempChipMaxC °C',
      'tempVrC °C',
      'fanRpm rpm',
      'voltageCoreV V',
      'voltageInV V',
      'bestShare ',
      'wifiRssiDbm dBm',
    ]);
  });

  test('the fields of AxeOS, whose units only their size tells', () => {
    expect(guess('hashRate', '1072.5')).toBe('hashrateHs GH/s');
    expect(guess('voltage', '5093.75')).toBe('voltageInV mV');
    expect(guess('current', '12000')).toBe('currentA mA');
    expect(guess('coreVoltageActual', '1144')).toBe('voltageCoreV mV');
    expect(guess('fanspeed', '48')).toBe('fanPercent %');
    expect(guess('fanrpm', '3915')).toBe('fanRpm rpm');
    expect(guess('errorPercentage', '0.3')).toBe('hwErrorPct %');
    expect(guess('responseTime', '31')).toBe('poolLatencyMs ms');
  });

  test('metrics and entities, with their units in words', () => {
    expect(guess('bitaxe_power_watts')).toBe('powerW W');
    expect(guess('bitaxe_voltage_volts')).toBe('voltageInV V');
    expect(guess('bitaxe_current_milliamps')).toBe('currentA mA');
    expect(guess('bitaxe_vr_temperature_celsius')).toBe('tempVrC °C');
    expect(guess('bitaxe_fan_speed_percent')).toBe('fanPercent %');
    expect(guess('bitaxe_core_voltage_actual_mv')).toBe('voltageCoreV mV');
    expect(guess('sensor.bitaxe_hashrate_1h_avg', '1100')).toBe('hashrateAvgHs GH/s');
    expect(guess('hash_rate', '1.2')).toBe('hashrateHs TH/s');
    expect(guess('Chip Temperature (°F)')).toBe('tempChipMaxC °F');
    expect(guess('Hashrate (TH/s)')).toBe('hashrateHs TH/s');
    expect(guess('temp', '141')).toBe('tempChipMaxC °F');
  });

  test('a voltage that was asked for passes for no measured one', () => {
    expect(guess('coreVoltage', '1160')).toBe('voltageCoreSetV mV');
    expect(guess('core_voltage_set_v', '1.15')).toBe('voltageCoreSetV V');
    expect(guess('asicVoltage', '1144')).toBe('voltageCoreV mV');
  });

  test('what is none of ours is left alone', () => {
    for (const name of ['efficiency_jth', 'hashrate_efficiency_pct', 'pool_url', 'fw', 'free_heap'])
      expect(guess(name)).toBeUndefined();
    expect(guess('temperature_target_celsius')).toBeUndefined();
    expect(guess('shares_rejected_reason_total')).toBeUndefined();
  });

  test('a column of our own table is known for certain', () => {
    expect(guess('tempVrC [°C]')).toBe('tempVrC °C');
    expect(guess('hashrateHs mean [H/s]')).toBe('hashrateHs H/s');
    expect(guess('hashrateHs min [H/s]')).not.toBe('hashrateHs H/s');
    expect(guess('sharesAccepted last [1]')).toBe(guess('sharesAccepted last []'));
    expect(guess('sharesAccepted [1]')).toBe('sharesAccepted ');
  });
});
