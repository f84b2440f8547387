/** What goes on step by step, if it stands at this step. */
export function atStep<State extends { readonly step: string }, Step extends State['step']>(
  state: State,
  step: Step,
): Extract<State, { readonly step: Step }> | undefined {
  return stands(state, step) ? state : undefined;
}

function stands<State extends { readonly step: string }, Step extends State['step']>(
  state: State,
  step: Step,
): state is Extract<State, { readonly step: Step }> {
  return state.step === step;
}
