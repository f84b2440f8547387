/** Words of the offer to install the app: nobody sees it at a first visit. */
export const install = {
  hint: 'Install Davylamp to keep history safe and get alerts.',
  ios: 'Install Davylamp: tap Share, then “Add to Home Screen”. The installed app starts empty.',
  install: 'Install',
  notNow: 'Not now',
} as const;
