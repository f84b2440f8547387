import { parseDeviceAddress } from './device-address.ts';
import { formatAddress } from './miner.ts';

/** Something that a provider must be told to answer about the owner's own place or account. Never a key. */
export interface ProviderField {
  /** Also the name under which it is kept, and the words of its label. */
  readonly name: ProviderFieldName;
  readonly required: boolean;
  /** All that can be meant, where that is a short list. */
  readonly choices?: readonly string[] | undefined;
  /** What it must look like as a whole. */
  readonly pattern?: RegExp | undefined;
  /** It is where something stands in the owner's home: `umbrel.local:3006`. */
  readonly atHome?: true | undefined;
}

export type ProviderFieldName =
  | 'address'
  | 'host'
  | 'node'
  | 'user'
  | 'coin'
  | 'zone'
  | 'country'
  | 'product'
  | 'region'
  | 'postcode'
  | 'site'
  | 'latitude'
  | 'longitude';

/** What stands in a field, as it is kept; undefined where it cannot be what is asked for. */
export function fieldValue(field: ProviderField, typed: string): string | undefined {
  const { choices, pattern, required, atHome } = field;
  const value = typed.trim();
  if (value === '') return required ? undefined : '';
  if (choices) return choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (atHome) return homeAddress(value);
  return value.length <= 200 && (pattern?.test(value) ?? true) ? value : undefined;
}

/** Is everything told that a provider must know? */
export function isTold(fields: readonly ProviderField[], told: Readonly<Record<string, string>>): boolean {
  return fields.every((field) => fieldValue(field, told[field.name] ?? '') !== undefined);
}

/** Host and port, without what else was typed; undefined for an address outside of the home, as far as that can be seen. */
function homeAddress(typed: string): string | undefined {
  const address = parseDeviceAddress(typed);
  return 'problem' in address ? undefined : formatAddress(address);
}
