/** What is wrong with a block, and at which byte of it. */
export class BlockDamage extends Error {
  override readonly name = 'BlockDamage';

  constructor(
    readonly what: string,
    /** Byte of the block at which it was noticed. */
    readonly atByte: number,
    options?: { readonly cause?: unknown },
  ) {
    super(`${what}, at byte ${atByte} of the block`, options);
  }
}
