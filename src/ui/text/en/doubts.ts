/** Words of figures that are far from what is known, on the Sources and the Profit page. */
export const doubts = {
  price: (coin: string, told: string, by: string) => `${by} says that 1 ${coin} is ${told}`,
  network: (coin: string, told: string, by: string) => `${by} says that the difficulty of ${coin} is ${told}`,
  itself: (known: string, age: string) => `${age} it was ${known}`,
  other: (known: string, by: string, age: string) => `${by} said ${known} ${age}`,
  join: (told: string, known: string) => `${told}; ${known}.`,
  held: 'It is not counted until it is as before, or another source says the same.',
  counted: 'It has said so all along, so it counts. Switch off the one that is wrong.',
  open: 'Look at the sources',
};
