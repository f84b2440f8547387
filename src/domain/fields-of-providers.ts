import type { ProviderField } from './provider-fields.ts';

/** What each provider must be told; those that are not here need nothing. */
const FIELDS: Readonly<Record<string, readonly ProviderField[]>> = {};

/** What a provider must be told to answer. */
export function fieldsOfProvider(id: string): readonly ProviderField[] {
  return FIELDS[id] ?? [];
}
