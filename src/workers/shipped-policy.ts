import { sha256Hex } from '../store/sha256.ts';

/** The file of the policy that comes along, with its name. */
export interface ShippedPolicy {
  readonly file: unknown;
  readonly sha256: string;
}

/** Fetched when it is first needed: it is no part of what a page loads first. */
export async function shippedPolicy(): Promise<ShippedPolicy> {
  const file: unknown = (await import('../../models/policy/hour-policy.json')).default;
  return { file, sha256: policySha256(file) };
}

/** SHA-256 of a policy's file as `npm run train:policies` writes it, which its card tells. */
export function policySha256(file: unknown): string {
  return sha256Hex(new TextEncoder().encode(`${JSON.stringify(file)}\n`));
}
