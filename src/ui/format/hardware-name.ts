import type { MinerIdentity } from '../../domain/miner.ts';

/**
 * What a miner's hardware is called, each word once: "Bitaxe Gamma", but "Avalon Nano3s" where the model already
 * begins with its make. Undefined where neither is known.
 *
 * @example hardwareName({ make: 'NerdAxe', model: 'NerdQAxe++' }) // "NerdQAxe++"
 */
export function hardwareName({ make, model }: Pick<MinerIdentity, 'make' | 'model'>): string | undefined {
  const [maker, type] = [make?.trim(), model?.trim()];
  if (!maker || !type) return maker || type || undefined;
  return begins(type, maker) ? type : `${maker} ${type}`;
}

/** Does the model's first word hold the make's letters in their order? NerdAxe puts its variants inside: NerdQAxe. */
function begins(model: string, make: string): boolean {
  const [first = ''] = model.toLowerCase().split(' ');
  let at = first.startsWith(make.charAt(0).toLowerCase()) ? 0 : Number.NaN;
  for (const letter of make.toLowerCase()) {
    const found = first.indexOf(letter, at);
    if (Number.isNaN(at) || found < 0) return false;
    at = found + 1;
  }
  return true;
}
