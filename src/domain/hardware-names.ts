import type { MinerFamily, MinerIdentity } from './miner.ts';

/** Makers under all names that devices give them, each with the catalogue's word for it. */
const MAKES: readonly (readonly [string, RegExp])[] = [
  ['Antminer', /^(bitmain)?antminer|^bitmain/],
  ['Avalon', /^(canaan)?avalon(miner)?|^canaan/],
  ['WhatsMiner', /^(microbt)?whatsminer|^microbt/],
  ['Bitaxe', /^bitaxe/],
  ['NerdAxe', /^nerd(axe)?/],
  ['Elphapex', /^elphapex/],
  ['Sealminer', /^(bitdeer)?sealminer|^bitdeer/],
  ['Auradine', /^auradine|^teraflux/],
  ['Braiins', /^braiins/],
  ['FutureBit', /^futurebit/],
];

/** Firmware that runs on hardware of one make alone, and so tells it. */
const MAKE_OF_FAMILY: Partial<Record<MinerFamily, string>> = {
  axeos: 'Bitaxe',
  nerdos: 'NerdAxe',
  antminer: 'Antminer',
  hiveon: 'Antminer',
  mskminer: 'Antminer',
  whatsminer: 'WhatsMiner',
  avalon: 'Avalon',
  elphapex: 'Elphapex',
  sealminer: 'Sealminer',
  auradine: 'Auradine',
};

/** The make of the hardware, whoever wrote the firmware on it, by the catalogue's name; undefined where nothing tells. */
export function hardwareMake({ family, make, model }: MinerIdentity): string | undefined {
  return makeNamed(make) ?? makeNamed(model) ?? MAKE_OF_FAMILY[family];
}

function makeNamed(text: string | undefined): string | undefined {
  const letters = lettersOf(text ?? '');
  return MAKES.find(([, names]) => names.test(letters))?.[0];
}

/**
 * A model's name without what differs from firmware to firmware: case, blanks, the maker in front, `+` or `Plus`,
 * `Hyd.` or `Hydro`. What tells models apart stays.
 *
 *     plainName('Antminer S19j Pro+')         // 's19jproplus'
 *     plainName('AvalonMiner 15-194')         // '15': an Avalon adds its rate in TH/s
 *     plainName('M30S++_VH60')                // 'm30splusplusvh60'
 */
export function plainName(model: string, make?: string): string {
  const isAvalon = /avalon|canaan/i.test(`${make ?? ''}${model}`);
  const letters = lettersOf(isAvalon ? model.replace(/-\d+t?$/i, '') : model);
  const bare = MAKES.map(([, names]) => letters.replace(names, '')).find((rest) => rest !== letters);
  return (bare || letters).replace(/hyd$/, 'hydro');
}

/** `Plus` is written out before all else that is no letter or digit goes; Greek letters are part of names. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('+', 'plus')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Is `name` one of the versions of the model `told`? A WhatsMiner may tell its model alone, and the catalogue knows it
 * by its versions: `M30S++` is any of `M30S++VE30`, `M30S++VH60` …
 */
export function isVersionOf(make: string, name: string, told: string): boolean {
  return (
    make === 'WhatsMiner' &&
    /^m\d\d/.test(told) &&
    name.startsWith(told) &&
    /^v[a-z]{0,2}\d/.test(name.slice(told.length))
  );
}
