/**
 * Who built the hardware below Braiins OS. It runs on Antminers; only Braiins' own Mini Miner and a few others, which
 * tell their model, are of another make.
 */
export function braiinsMake(model: string | undefined): string {
  const [first = ''] = (model ?? '').split(' ');
  if (/^(bmm|mini$)/i.test(first)) return 'Braiins';
  return first === '' || /^(bitmain|[slt]\d)/i.test(first) ? 'Antminer' : first;
}
