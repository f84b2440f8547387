/** Words of the ways to the page of features: pages that lead there carry no more of it. */
export const featuresCard = {
  heading: 'What Davylamp knows',
  what: 'Each figure behind its advice: the formula, where it comes from, how fresh it is.',
  open: 'Look at the figures',
  models: 'Look at the models',
  ofMiner: 'What Davylamp knows of it',
};
