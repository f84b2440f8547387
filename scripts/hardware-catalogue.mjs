/**
 * Turns the collected hardware facts into models/hardware.json. How, from what, and what was left out:
 * models/hardware.md.
 *
 *     node scripts/hardware-catalogue.mjs hardware-catalogue.json > models/hardware.json
 */
import { readFileSync } from 'node:fs';

const ESP = 'https://github.com/bitaxeorg/ESP-Miner/blob/master/main';
const NERD = 'https://github.com/shufps/ESP-Miner-NerdQAxePlus/tree/master/main';
const ASIC_RS = 'https://github.com/256foundation/asic-rs/blob/master/asic-rs-makes';

/** Where values come from. What a fact's `source` text holds several places for is taken apart here. */
const SOURCES = {
  'esp-boards': { title: 'ESP-Miner, main/device_config.h', url: `${ESP}/device_config.h` },
  'esp-limits': {
    title: 'ESP-Miner, main/tasks/power_management_task.c',
    url: `${ESP}/tasks/power_management_task.c`,
    note: 'The firmware stops the miner there.',
  },
  'esp-rate': {
    title: 'ESP-Miner, expectedHashrate',
    url: `${ESP}/device_config.h`,
    note: 'Worked out as the firmware does: default clock × small cores × chips.',
  },
  'nerd-boards': { title: 'ESP-Miner-NerdQAxePlus, main/boards', url: `${NERD}/boards` },
  'nerd-rate': {
    title: 'ESP-Miner-NerdQAxePlus, main/boards',
    url: `${NERD}/boards`,
    note: 'Worked out as the firmware does: default clock × small cores × chips.',
  },
};

/** For each source text of the facts: whom a value is owed to, by its name here. */
const ORIGINS = new Map([
  [
    'bitaxeorg/ESP-Miner main/device_config.h; limits main/tasks/power_management_task.c',
    { rest: 'esp-boards', ratedHashrateHs: 'esp-rate', maxChipC: 'esp-limits', maxVrC: 'esp-limits' },
  ],
  ['shufps/ESP-Miner-NerdQAxePlus main/boards/*.cpp', { rest: 'nerd-boards', ratedHashrateHs: 'nerd-rate' }],
]);

/** What devices call themselves where it is not the catalogue's name (asic-rs models.rs; recorded replies). */
const ALSO_CALLED = {
  'antminer-s19jnopic': ['S19j88NoPIC'],
  'antminer-s21': ['BHB68601', 'BHB68606'],
  'avalon-avalon15': ['15Pro'],
  'avalon-avalonhomeq': ['Q'],
  'braiins-bmm100': ['Mini Miner BMM 100'],
  'braiins-bmm101': ['Mini Miner BMM 101'],
  'elphapex-dg1home': ['DG-Home1'],
};

const ALGORITHMS = { kadena: 'blake2s', blake256: 'other', ethash: 'etchash' };

const PER_UNIT_HS = { 'GH/s': 1e9 };

function originOf(text) {
  const known = ORIGINS.get(text);
  if (known) return known;
  const make = /^256foundation\/asic-rs asic-rs-makes\/(\w+)\/src\/hardware\.rs$/.exec(text)?.[1];
  if (!make) throw new Error(`no place is known for the source "${text}"`);
  const id = `asic-rs-${make}`;
  SOURCES[id] ??= { title: `asic-rs, ${make}/src/hardware.rs`, url: `${ASIC_RS}/${make}/src/hardware.rs` };
  return { rest: id };
}

/** Each fact under its name here, in our units; null is what nobody told. */
function values(fact) {
  return {
    algorithm: ALGORITHMS[fact.algorithm] ?? fact.algorithm,
    ratedHashrateHs: rate(fact),
    ratedPowerW: fact.rated_power_w,
    selfTestPowerW: fact.self_test_power_w,
    chip: fact.chip,
    chipsPerBoard: fact.chips_per_board,
    boards: boards(fact),
    fans: fact.fans,
    defaultFrequencyMhz: fact.default_frequency_mhz,
    frequencyOptionsMhz: fact.frequency_options_mhz,
    defaultCoreVoltageMv: fact.default_core_voltage_mv,
    coreVoltageOptionsMv: fact.voltage_options_mv,
    maxPowerW: fact.max_power_w,
    nominalInputV: fact.nominal_input_v,
    maxChipC: fact.max_chip_temp_c,
    maxVrC: fact.max_vr_temp_c,
  };
}

function rate({ id, rated_hashrate: figure, rated_hashrate_unit: unit }) {
  if (figure === null) return null;
  if (!(unit in PER_UNIT_HS)) throw new Error(`${id}: no unit is known by the name ${unit}`);
  return Math.round(figure * PER_UNIT_HS[unit]);
}

/** Of a WhatsMiner whose chips its source leaves open the facts say one board, where that source lists three or four. */
function boards(fact) {
  return fact.vendor === 'WhatsMiner' && fact.chips_per_board === null ? null : fact.boards;
}

function entry(fact) {
  const origin = originOf(fact.source);
  const told = Object.entries(values(fact)).filter(([, value]) => value !== null && value !== undefined);
  return {
    id: fact.id,
    make: fact.vendor,
    model: fact.model,
    ...(ALSO_CALLED[fact.id] ? { alsoCalled: ALSO_CALLED[fact.id] } : {}),
    ...(fact.board_version ? { boardVersion: fact.board_version } : {}),
    facts: Object.fromEntries(told.map(([name, value]) => [name, [value, origin[name] ?? origin.rest]])),
  };
}

const { devices } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const entries = devices.map(entry);
const lines = (records) => records.map((record) => `  ${record}`).join(',\n');
process.stdout.write(
  [
    '{',
    '"sources": {',
    lines(Object.entries(SOURCES).map(([id, source]) => `${JSON.stringify(id)}: ${JSON.stringify(source)}`)),
    '},',
    '"entries": [',
    lines(entries.map((record) => JSON.stringify(record))),
    ']',
    '}',
    '',
  ].join('\n'),
);
