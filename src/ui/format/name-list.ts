/** Names in one sentence, as the browser's language joins them: `Rack, Gamma, and Attic`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(undefined, { type: 'conjunction' }).format(names);
}

/** Names of which any will do: `Rack, Gamma, or Attic`. */
export function eitherOf(names: readonly string[]): string {
  return new Intl.ListFormat(undefined, { type: 'disjunction' }).format(names);
}
